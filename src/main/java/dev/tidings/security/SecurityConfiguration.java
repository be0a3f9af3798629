package dev.tidings.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may call what. The rules are read from top to bottom; the first that fits decides. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      Credentials credentials,
      CorsSettings cors,
      Origins origins,
      Environment environment) {
    var refusals = new Refusals();
    return http.authorizeHttpRequests(rules -> authorize(rules, environment))
        .addFilter(CrossOriginAnswers.filter(cors, origins))
        .addFilterBefore(new CallerFilter(credentials), AnonymousAuthenticationFilter.class)
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::headers)
        // Credentials demands the header itself, and only of requests that a cookie vouches for.
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .build();
  }

  private static void authorize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          rules,
      Environment environment) {
    rules
        // They end what a checked request began.
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
        .permitAll()
        .requestMatchers("/error")
        .denyAll()
        .requestMatchers(POST, "/api/v1/session")
        .permitAll()
        .requestMatchers("/api/v1/admin/**", "/api/v1/users/**")
        .hasRole("ADMIN")
        .requestMatchers("/api/v1/notices/**", "/api/v1/audiences/**")
        .hasAnyRole("ADMIN", "PUBLISHER")
        // An EventSource stays away for good after a 503; the stream's controller says goodbye.
        .requestMatchers(request -> CallerFilter.refusal(request) == Refusal.TICKET_UNCHECKED)
        .permitAll()
        .requestMatchers("/api/**")
        .authenticated()
        .requestMatchers(GET, "/actuator/health/**")
        .permitAll()
        .requestMatchers(request -> isOnManagementPort(request, environment))
        .permitAll()
        .requestMatchers("/actuator/**")
        .hasRole("ADMIN")
        // The page and its scripts.
        .requestMatchers(GET, "/**")
        .permitAll()
        .requestMatchers(HEAD, "/**")
        .permitAll()
        .anyRequest()
        .denyAll();
  }

  /** Whether there is such a port of its own, which whoever sets it up keeps closed to others. */
  private static boolean isOnManagementPort(HttpServletRequest request, Environment environment) {
    Integer management = environment.getProperty("local.management.port", Integer.class);
    return management != null
        && management == request.getLocalPort()
        && !management.equals(environment.getProperty("local.server.port", Integer.class));
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
        .addHeaderWriter(new PageHeaders())
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        // Pages and scripts may be cached; answers of the API may not.
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(
            (request, response) -> {
              boolean isApi =
                  request.getRequestURI().startsWith(request.getContextPath() + "/api/");
              if (isApi && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
              }
            });
  }

  @Bean
  RequestRejectedHandler rejectedRequests() {
    return new Refusals();
  }

  /** Spring Boot would make a user with a password of its own, were there nothing of this type. */
  @Bean
  AuthenticationManager noOtherAuthentication() {
    return authentication -> {
      throw new AuthenticationServiceException("Only Credentials authenticates");
    };
  }
}

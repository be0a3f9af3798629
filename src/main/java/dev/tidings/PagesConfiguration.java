package dev.tidings;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Addresses for people, of pages that are files with their scripts beside them. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addRedirectViewController("/admin", "/admin/");
    pages.addViewController("/admin/").setViewName("forward:/admin/index.html");
    pages.addViewController("/admin/stream").setViewName("forward:/admin/stream.html");
  }
}

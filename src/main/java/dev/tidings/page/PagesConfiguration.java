package dev.tidings.page;

import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Addresses for people, of pages that are files with their scripts beside them. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration implements WebMvcConfigurer {
  private final WebProperties web;

  PagesConfiguration(WebProperties web) {
    this.web = web;
  }

  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addRedirectViewController("/admin", "/admin/");
    pages.addViewController("/admin/").setViewName("forward:/admin/index.html");
    pages.addViewController("/admin/stream").setViewName("forward:/admin/stream.html");
  }

  /**
   * Browsers keep each file and ask at each load whether it is still that one, so that a deploy is
   * seen at once. They ask by its content: every file of a build has the same date.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    files
        .addResourceHandler("/**")
        .addResourceLocations(web.getResources().getStaticLocations())
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(new ContentTags());
  }
}

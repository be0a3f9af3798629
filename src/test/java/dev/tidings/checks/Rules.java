package dev.tidings.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the compiler does not check. Each rule is about a root package, so that it can be shown to
 * fail on classes that break it on purpose.
 */
final class Rules {
  private Rules() {}

  /**
   * A package uses those of ours that its {@code package-info} names, and no others.
   *
   * @param module the name of a package directly below the root
   * @param mayImport names of such packages
   */
  static ArchRule usesOnly(String root, String module, List<String> mayImport) {
    String[] allowed =
        Stream.concat(Stream.of(module), mayImport.stream())
            .map(name -> root + "." + name + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> othersOfOurs =
        resideInAnyPackage(root + ".*..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    return noClasses()
        .that()
        .resideInAPackage(root + "." + module + "..")
        .should()
        .dependOnClassesThat(othersOfOurs)
        .as(module + " may import only " + mayImport)
        .allowEmptyShould(true);
  }

  static ArchRule onlyTheStreamKnowsRedis(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(root + ".stream..", root + ".embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..")
        .as("only stream (and embedded, which starts it) knows Redis");
  }

  static ArchRule deliveryKnowsNoHttp(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".notice..", root + ".log..", root + ".stream..", root + ".delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.eclipse.jetty..")
        .as("notice, log, stream and delivery know no HTTP");
  }

  static ArchRule namesSayWhatAThingIs(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO|Mapper)(\\$.*)?")
        .as("no Impl, Util, Helper, Manager, Dto or Mapper: name it by what it is");
  }

  static ArchRule dependenciesComeThroughConstructors(String root) {
    return fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should()
        .notBeAnnotatedWith(Autowired.class)
        .as("dependencies come through constructors");
  }

  static ArchRule transactionsBelongToMethods(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .beAnnotatedWith(Transactional.class)
        .as("a transaction belongs to the one method that is the unit of work");
  }

  static ArchRule timeComesFromTheClock(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .as("time comes from the injected Clock, and nobody sleeps");
  }
}

package io.sojourn;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.sojourn.lifecycle.Lifecycle;
import io.sojourn.lifecycle.Untidy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree shows the walk: each package knows only those before it, and the domain knows nothing of the world. */
class SeamsTest {
    /** In the order an event passes them. */
    private static final List<String> WALK =
            List.of("customer", "value", "policy", "lifecycle", "intake", "clock", "stream");

    /** What stands around the walk. */
    private static final List<String> AROUND =
            List.of("fitting", "authoring", "history", "replay", "tables", "server", "collector", "dev", "cli");

    private static final String[] DOMAIN = packages(WALK.subList(0, 4));

    /** In intake and clock: what decides, apart from what carries. */
    private static final Pattern PURE = Pattern.compile("io\\.sojourn\\.(intake\\.(IntakeChecks|IntakeLimits|EventShape"
            + "|FieldCheck|AttributesCheck|Reason|Refusal|Verdict)|clock\\.(Clock|Report))(\\$.*)?");

    /** What the collector may know: how events look and travel, settings, and what intake asks of events. */
    private static final Pattern KNOWN_TO_THE_COLLECTOR =
            Pattern.compile("io\\.sojourn\\.((collector|schemas|events|connectors)\\..*|[A-Z]\\w*"
                    + "|intake\\.(IntakeChecks|IntakeLimits|Reason|Refusal|Verdict)(\\$.*)?)");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .importUrl(Lifecycle.class.getProtectionDomain().getCodeSource().getLocation());

    private static final ArchRule THE_DOMAIN_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(Stream.concat(
                            Stream.of(DOMAIN),
                            Stream.of(
                                    "java.lang..",
                                    "java.util",
                                    "java.util.function",
                                    "java.util.stream",
                                    "java.time",
                                    "java.security",
                                    "java.nio.charset",
                                    "org.jspecify.annotations"))
                    .toArray(String[]::new));

    private static final ArchRule THE_DOMAIN_ASKS_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .accessTargetWhere(theWorld())
            .because("time, chance and place come in as arguments");

    @Test
    void the_domain_knows_only_the_jdk() {
        THE_DOMAIN_KNOWS_ONLY_THE_JDK.check(PRODUCT);
    }

    @Test
    void the_domain_asks_neither_clock_nor_chance_nor_machine() {
        THE_DOMAIN_ASKS_NOBODY.check(PRODUCT);
    }

    @Test
    void a_domain_that_did_would_be_noticed() {
        JavaClasses untidy = new ClassFileImporter().importClasses(Untidy.class);
        assertThat(THE_DOMAIN_ASKS_NOBODY.evaluate(untidy).getFailureReport().getDetails())
                .hasSameSizeAs(Untidy.class.getDeclaredMethods());
        assertThat(THE_DOMAIN_KNOWS_ONLY_THE_JDK.evaluate(untidy).hasViolation())
                .isTrue();
    }

    @Test
    void a_domain_that_trusted_the_machines_logarithm_would_be_noticed() throws ClassNotFoundException {
        JavaClasses inexact = new ClassFileImporter().importClasses(Class.forName("io.sojourn.value.Inexact"));
        assertThat(THE_DOMAIN_ASKS_NOBODY.evaluate(inexact).hasViolation()).isTrue();
    }

    @Test
    void fitting_knows_only_who_and_how_valuable() {
        noClasses()
                .that()
                .resideInAPackage(name("fitting"))
                .should()
                .dependOnClassesThat(describe(
                        "are of Sojourn, but neither fitting, value nor customer",
                        each -> each.getPackageName().startsWith("io.sojourn")
                                && !each.getPackageName().matches("io\\.sojourn\\.(fitting|value|customer)(\\..*)?")))
                .check(PRODUCT);
    }

    @Test
    void numerical_libraries_stay_in_their_rooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(name("fitting"), name("dev.shop"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hipparchus..", "org.HdrHistogram..")
                .check(PRODUCT);
    }

    @Test
    void only_tables_know_what_writes_them() {
        noClasses()
                .that()
                .resideOutsideOfPackage(name("tables"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql..")
                .check(PRODUCT);
    }

    @Test
    void only_who_reads_policies_knows_their_language() {
        noClasses()
                .that()
                .resideOutsideOfPackage(name("authoring"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.protobuf..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackages(name("authoring"), name("history"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.yaml..")
                .check(PRODUCT);
    }

    @Test
    void who_reads_policies_knows_only_what_decides() {
        noClasses()
                .that()
                .resideInAPackage(name("authoring"))
                .should()
                .dependOnClassesThat(describe(
                        "are of Sojourn, but neither domain, settings nor yaml",
                        each -> each.getPackageName().startsWith("io.sojourn")
                                && !each.getPackageName()
                                        .matches("io\\.sojourn(\\.(authoring|yaml|lifecycle|policy|value|customer)"
                                                + "(\\..*)?)?")))
                .check(PRODUCT);
    }

    static IntStream walk() {
        return IntStream.range(0, WALK.size());
    }

    @ParameterizedTest
    @MethodSource("walk")
    void each_package_knows_only_those_before_it(int index) {
        noClasses()
                .that()
                .resideInAPackage(name(WALK.get(index)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(
                        Stream.concat(WALK.subList(index + 1, WALK.size()).stream(), AROUND.stream())
                                .toList()))
                .check(PRODUCT);
    }

    @Test
    void settings_know_nobody_who_uses_them() {
        noClasses()
                .that()
                .resideInAPackage("io.sojourn")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        packages(Stream.concat(WALK.stream(), AROUND.stream()).toList()))
                .check(PRODUCT);
    }

    @Test
    void no_two_packages_know_each_other() {
        slices().matching("io.sojourn.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void nobody_knows_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage(name("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(name("cli"))
                .check(PRODUCT);
    }

    @Test
    void the_server_does_not_reach_into_processors() {
        noClasses()
                .that()
                .resideInAPackage(name("server"))
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Processor")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(List.of("intake", "clock")))
                .check(PRODUCT);
    }

    @Test
    void the_collector_knows_only_how_events_look_and_travel_and_what_is_asked_of_them() {
        noClasses()
                .that()
                .resideInAPackage(name("collector"))
                .should()
                .dependOnClassesThat(describe(
                        "are of Sojourn, and none of what the collector may know",
                        each -> each.getPackageName().startsWith("io.sojourn")
                                && !KNOWN_TO_THE_COLLECTOR
                                        .matcher(each.getBaseComponentType().getName())
                                        .matches()))
                .check(PRODUCT);
    }

    @Test
    void only_the_command_line_knows_the_collector() {
        noClasses()
                .that()
                .resideOutsideOfPackages(name("collector"), name("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(name("collector"))
                .check(PRODUCT);
    }

    @Test
    void the_checks_at_the_door_and_the_clock_are_pure() {
        DescribedPredicate<JavaClass> pure = describe(
                "decide in intake and clock",
                each -> PURE.matcher(each.getName()).matches());
        noClasses()
                .that(pure)
                .should()
                .accessTargetWhere(theWorld())
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.io..", "java.net..", "java.util.concurrent..")
                .check(PRODUCT);
    }

    private static String name(String folder) {
        return "io.sojourn." + folder + "..";
    }

    private static String[] packages(List<String> folders) {
        return folders.stream().map(SeamsTest::name).toArray(String[]::new);
    }

    /** What gives another answer at another time, on another machine or by chance. */
    private static DescribedPredicate<JavaAccess<?>> theWorld() {
        Set<String> owners = Set.of(
                "java.lang.System",
                "java.lang.Thread",
                "java.lang.Runtime",
                "java.lang.ThreadLocal",
                "java.time.Clock",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.Timer");
        Set<String> names = Set.of("now", "randomUUID", "random", "getDefault", "systemDefault", "shuffle");
        Set<String> inexact = Set.of(
                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
                "log10", "log1p", "pow", "cbrt", "hypot");
        Set<String> localised = Set.of("format", "formatted", "toLowerCase", "toUpperCase", "getBytes");
        return describe("the clock, chance or the machine", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean asksString = owner.equals("java.lang.String") && localised.contains(name) && !isExplicit(access);
            boolean asksJdk = owner.startsWith("java.") && (owners.contains(owner) || names.contains(name));
            boolean asksMachine = owner.equals("java.lang.Math") && inexact.contains(name);
            return asksJdk || asksString || asksMachine;
        });
    }

    /** Told which locale or character set. */
    private static boolean isExplicit(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream()
                        .anyMatch(type -> type.getName().equals(Locale.class.getName())
                                || type.getName().equals("java.nio.charset.Charset"));
    }
}

package com.stairoids.webhooks.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house's plan, as style and design have it. */
class ModulesMeetAtTopicsTest {
    private static final String OURS = "com.stairoids.webhooks";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS);

    @ParameterizedTest
    @ValueSource(strings = {"sender", "endpoints", "deadletters"})
    void aModuleKnowsOnlyTheVocabularyAndTheSettings(String module) {
        classes()
                .that(resideInAPackage(within(module)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(within(module), within("schemas"), within("settings"))
                        .or(foreign()))
                .because(
                        "modules meet at topics: what two of them must agree on (a record, a header, a topic) belongs in"
                                + " schemas, what an operator may set for both in settings, and what runs several of them in cli")
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "retryscheduler", "deliverylog"})
    void whatRunsStreamsKnowsHowBesides(String module) {
        classes()
                .that(resideInAPackage(within(module)))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(within(module), within("schemas"), within("settings"), within("streams"))
                                .or(foreign()))
                .because("modules meet at topics, and those that run Kafka Streams run it alike: how is in streams,"
                        + " what they do with it is their own")
                .check(ALL);
    }

    @Test
    void theConsoleKnowsWhatItShows() {
        classes()
                .that(resideInAPackage(within("console")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                within("console"),
                                within("schemas"),
                                within("settings"),
                                within("endpoints"),
                                within("deliverylog"),
                                within("deadletters"))
                        .or(foreign()))
                .because(
                        "it shows and changes what these modules keep; what happens to a delivery belongs in the roles,"
                                + " which it meets at topics")
                .check(ALL);
    }

    @Test
    void howStreamsRunsKnowsNoRole() {
        classes()
                .that(resideInAPackage(within("streams")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(within("streams"), within("schemas"), within("settings"))
                        .or(foreign()))
                .because("a topology belongs in its role; streams only keeps it running")
                .check(ALL);
    }

    @Test
    void theVocabularyKnowsNoModule() {
        classes()
                .that(resideInAPackage(within("schemas")))
                .should()
                .onlyDependOnClassesThat(resideInAPackage(within("schemas")).or(foreign()))
                .because(
                        "everybody reads schemas: what needs a setting or a running part belongs in the module that has it")
                .check(ALL);
    }

    @Test
    void theSettingsKnowOnlyTheVocabulary() {
        classes()
                .that(resideInAPackage(within("settings")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(within("settings"), within("schemas"))
                        .or(foreign()))
                .because("a role's own settings belong in that role, beside what they set")
                .check(ALL);
    }

    @Test
    void whatAProcessSaysOfItselfKnowsNoRole() {
        classes()
                .that(resideInAPackage(within("monitoring")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(within("monitoring"), within("settings"))
                        .or(foreign()))
                .because("a role's meters belong in that role, beside what they count; monitoring only serves them")
                .check(ALL);
    }

    @Test
    void onlyMonitoringKnowsWhoScrapes() {
        noClasses()
                .that(resideInAPackage(OURS + ".."))
                .and(DescribedPredicate.not(resideInAPackage(within("monitoring"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer.prometheusmetrics..", "io.prometheus.."))
                .because("a role counts in the registry that it is given, whatever reads it")
                .check(ALL);
    }

    @Test
    void theBrokerKnowsNobody() {
        classes()
                .that(resideInAPackage(within("broker")))
                .should()
                .onlyDependOnClassesThat(resideInAPackage(within("broker")).or(foreign()))
                .because("it is Kafka in this process and nothing of ours: what is put on it belongs in cli or testing")
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"common", "core", "util", "utils", "impl", "manager", "service", "helper", "helpers", "misc"})
    void everyRoomIsNamedAfterWhatHappensThere(String nameThatSaysNothing) {
        noClasses()
                .should()
                .resideInAPackage(OURS + ".." + nameThatSaysNothing + "..")
                .because("if a class has no room, the house lacks a room: name it after what happens there")
                .check(ALL);
    }

    private static String within(String module) {
        return OURS + "." + module + "..";
    }

    private static DescribedPredicate<JavaClass> foreign() {
        return DescribedPredicate.not(resideInAPackage(OURS + "..")).as("are not ours");
    }
}

/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AccessGroups;
import se.allmanning.service.Ids;

/** The options that mean the same in every command, before or after its name. */
final class CommonOptions {

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description =
                    "The home folder. Unless given: the variable ALLMANNING_HOME, else"
                            + " ~/.allmanning.")
    @Nullable Path home;

    @Option(
            names = "--authority",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            converter = IdConverter.class,
            description =
                    "The authority (nämnd) whose documents it is about. Unless given: the one in"
                            + " allmanning.yaml, else local.")
    @Nullable String authority;

    @Option(
            names = "--groups",
            paramLabel = "A,B",
            split = ",",
            scope = ScopeType.INHERIT,
            converter = GroupConverter.class,
            description =
                    "Access groups: who may see the documents (ingest; unless given, all of the"
                            + " authority), or the groups of the one who asks (all else).")
    List<String> groups = new ArrayList<>();

    @Option(
            names = "--class",
            paramLabel = "K1R1T1",
            scope = ScopeType.INHERIT,
            converter = ClassConverter.class,
            description =
                    "Information class: of the documents (ingest; unless given, K1R1T1), or the"
                            + " highest that the one who asks may see (all else).")
    @Nullable InformationClass informationClass;

    @Option(
            names = "--knowledge",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            converter = IdConverter.class,
            description = "The knowledge base. Unless given: default.")
    @Nullable String knowledge;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON document on standard output, and nothing else there.")
    boolean json;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Tell of a fault with all that lies beneath.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this text.")
    boolean help;

    /** The name of the knowledge base. */
    String knowledge() {
        return knowledge == null ? "default" : knowledge;
    }

    private static TypeConversionException wrong(IllegalArgumentException e) {
        return new TypeConversionException(String.valueOf(e.getMessage()));
    }

    static final class IdConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                return Ids.check("The", value);
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
    }

    static final class GroupConverter implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                return AccessGroups.checked(List.of(value)).iterator().next();
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
    }

    static final class ClassConverter implements ITypeConverter<InformationClass> {
        @Override
        public InformationClass convert(String value) {
            try {
                return InformationClass.parse(value);
            } catch (IllegalArgumentException e) {
                throw wrong(e);
            }
        }
    }
}

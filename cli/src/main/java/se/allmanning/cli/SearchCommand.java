/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.SearchRequest;

@Command(
        name = "search",
        description = "Find the passages that fit some words or a question best.",
        footer = {"", "Example:", "  allmanning search \"delegation till utskott\" --top 5"})
final class SearchCommand implements Action {

    @Parameters(index = "0", paramLabel = "WORDS", description = "The words, in quotation marks.")
    String words = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            converter = LimitConverter.class,
            description = "How many passages at most, 1 to 200. Unless given: 10.")
    int top = SearchRequest.DEFAULT_LIMIT;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        try (Session session = Session.open(common, terminal)) {
            List<Citation> found = session.knowledge().search(SearchRequest.of(words).limit(top));
            if (common.json) {
                Json.print(terminal, found.stream().map(Json::citation).toList());
            } else {
                new PlainText(terminal).passages(found);
            }
            return found.isEmpty() ? ExitCode.NOTHING : ExitCode.DONE;
        }
    }

    static final class LimitConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            try {
                return SearchRequest.of("").limit(Integer.parseInt(value)).limit();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "\""
                                + value
                                + "\" is not a whole number from 1 to "
                                + SearchRequest.MAX_LIMIT);
            }
        }
    }
}

/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers;

import java.util.List;
import se.allmanning.service.AiService;
import se.allmanning.spi.AllmanningExtension;

/** Makes {@link MunicipalAnswers} known to a host. */
public final class AnswersExtension implements AllmanningExtension {

    /** For the service loader. */
    public AnswersExtension() {}

    @Override
    public List<AiService<?, ?>> services() {
        return List.of(new MunicipalAnswers());
    }
}

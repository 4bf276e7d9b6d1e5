/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** How far a call came: what a fault means depends on it. */
final class CallProgress extends EventListener {

    private volatile boolean connected;
    private volatile boolean answered;

    static EventListener of(Call call) {
        CallProgress progress = call.request().tag(CallProgress.class);
        return progress == null ? EventListener.NONE : progress;
    }

    boolean connected() {
        return connected;
    }

    boolean answered() {
        return answered;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = true;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        answered = true;
    }
}

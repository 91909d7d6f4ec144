package io.sojourn.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.server.RunningInstance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What a running instance answers, and what a doctor found. */
final class Asked {
    private Asked() {}

    static boolean ready(RunningInstance instance) throws Exception {
        return of(instance, "/health/ready").path("ready").asBoolean();
    }

    static JsonNode of(RunningInstance instance, String path) throws Exception {
        return new ObjectMapper().readTree(text(instance, path));
    }

    static String text(RunningInstance instance, String path) throws Exception {
        return answer(instance, path).body();
    }

    static int status(RunningInstance instance, String path) throws Exception {
        return answer(instance, path).statusCode();
    }

    private static HttpResponse<String> answer(RunningInstance instance, String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + instance.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** The checks of {@code doctor --json} by their title. */
    static JsonNode checks(Cli doctor) throws Exception {
        var checks = Json.object();
        new ObjectMapper()
                .readTree(doctor.out())
                .forEach(check -> checks.set(check.path("check").asText(), check));
        return checks;
    }
}

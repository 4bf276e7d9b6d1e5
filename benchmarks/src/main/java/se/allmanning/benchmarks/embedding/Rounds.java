/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The side of a contestant: embeds the same texts each time that a line comes in, tells what it
 * cost, and leaves its vectors in a file. One contestant is one JVM, so that none pays for another.
 */
final class Rounds {

    /** What is measured. */
    @FunctionalInterface
    interface Contestant {
        /** The vectors of the texts, in their order. */
        float[][] embed(List<String> texts) throws Exception;
    }

    private Rounds() {}

    /**
     * Reads a file of texts, embeds it once to warm up, and then once for each line that comes in.
     *
     * @param texts one text a line
     * @param vectors where the vectors of the warm-up go
     */
    static void serve(Path texts, Path vectors, Contestant contestant) throws Exception {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<String> lines = Files.readAllLines(texts);
        write(contestant.embed(lines), vectors);
        System.out.println("ready");
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (in.readLine() != null) {
                long cpu = system.getProcessCpuTime();
                long wall = System.nanoTime();
                contestant.embed(lines);
                wall = System.nanoTime() - wall;
                cpu = system.getProcessCpuTime() - cpu;
                System.out.println(cpu + " " + wall);
            }
        }
    }

    private static void write(float[][] vectors, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            for (float[] vector : vectors) {
                for (float value : vector) {
                    out.writeFloat(value);
                }
            }
        }
    }
}

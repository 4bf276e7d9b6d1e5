/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contestant's JVM, seen from the program that compares: start, rounds, vectors. */
final class Contest implements AutoCloseable {

    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter out;
    private final Path vectors;
    private final List<Double> cpuSeconds = new ArrayList<>();
    private final List<Double> wallSeconds = new ArrayList<>();

    /**
     * Starts a contestant and waits until it is warm.
     *
     * @param program its main class
     * @param classPath its class path
     * @param arguments what it takes before the file for the vectors
     */
    Contest(Class<?> program, String classPath, Path vectors, List<String> arguments)
            throws IOException {
        this.vectors = vectors;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-cp", classPath, program.getName()));
        command.addAll(arguments);
        command.add(vectors.toString());
        File log = new File(vectors + ".log");
        this.process = new ProcessBuilder(command).redirectError(log).start();
        this.in = process.inputReader();
        this.out = process.outputWriter();
        String line = in.readLine();
        if (!"ready".equals(line)) {
            throw new IOException(program.getSimpleName() + " did not start, see " + log);
        }
    }

    void round() throws IOException {
        out.write("go\n");
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new IOException("A contestant ended early, see " + vectors + ".log");
        }
        String[] nanos = line.split(" ", 2);
        cpuSeconds.add(Long.parseLong(nanos[0]) / 1e9);
        wallSeconds.add(Long.parseLong(nanos[1]) / 1e9);
    }

    double cpu() {
        return median(cpuSeconds);
    }

    double wall() {
        return median(wallSeconds);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** The least cosine of a text's vector here and there. */
    double leastCosine(Contest other) throws IOException {
        double[] mine = read(vectors);
        double[] theirs = read(other.vectors);
        if (mine.length != theirs.length) {
            throw new IOException("The contestants gave different numbers of vectors.");
        }
        double least = 1;
        for (int at = 0; at < mine.length; at += EmbeddingBenchmark.DIMENSION) {
            double dot = 0;
            double a = 0;
            double b = 0;
            for (int i = at; i < at + EmbeddingBenchmark.DIMENSION; i++) {
                dot += mine[i] * theirs[i];
                a += mine[i] * mine[i];
                b += theirs[i] * theirs[i];
            }
            least = Math.min(least, dot / Math.sqrt(a * b));
        }
        return least;
    }

    private static double[] read(Path file) throws IOException {
        double[] values = new double[(int) (Files.size(file) / Float.BYTES)];
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
    }
}

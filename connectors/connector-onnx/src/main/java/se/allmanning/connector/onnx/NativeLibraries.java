/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/**
 * The machine code of ONNX Runtime and of the tokenizers, unpacked under the home and loaded once
 * in a JVM: the first folder wins.
 *
 * <p>DJL's own loader is never run. It would ask a metadata address over the network, look for CUDA
 * through JNA, which unpacks into the user's home, and fetch libraries that it misses. Only its JNI
 * class is used, whose library this class loads. ONNX Runtime's loader is pointed at the unpacked
 * folder, since it would otherwise unpack into the temporary folder at every start.
 */
final class NativeLibraries {

    private static final String ORT_PATH = "onnxruntime.native.path";

    private static @Nullable OrtEnvironment environment;

    private NativeLibraries() {}

    /**
     * Loads the libraries unless they are loaded, and gives ONNX Runtime's environment.
     *
     * @param directory where to unpack them; null for a temporary folder
     * @throws AllmanningException if that fails
     */
    static synchronized OrtEnvironment load(@Nullable Path directory) {
        OrtEnvironment loaded = environment;
        if (loaded == null) {
            Path into = directory == null ? temporary() : directory;
            loaded = load(into, path -> System.load(path.toString()));
            if (directory == null) {
                deleteOnExit(into);
            }
            environment = loaded;
        }
        return loaded;
    }

    /** As above, always, with the loader given. */
    static OrtEnvironment load(Path directory, Consumer<Path> loader) {
        ClassLoader ours = NativeLibraries.class.getClassLoader();
        for (Class<?> other : List.of(TokenizersLibrary.class, OrtEnvironment.class)) {
            if (!Objects.equals(other.getClassLoader(), ours)) {
                // System.load binds a library to the class loader of its caller.
                throw OnnxFault.NATIVES.because(
                        "The connector's jar and the jar of "
                                + other.getName()
                                + " are in different class loaders. Put both on the same class path.");
            }
        }
        Path folder = unpack(directory);
        Telemetry.refuse(folder.resolve(library("onnxruntime")), System.getenv());
        try {
            for (String file : files()) {
                loader.accept(folder.resolve(file));
            }
        } catch (UnsatisfiedLinkError e) {
            throw OnnxFault.NATIVES.because(explain(folder, e), e);
        }
        return environment(folder);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("allmanning-onnx-");
        } catch (IOException e) {
            throw OnnxFault.NATIVES.because(
                    "No temporary folder can be made for the native libraries.", e);
        }
    }

    private static void deleteOnExit(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            // A folder comes before what lies in it, and the last that is named is deleted first.
            all.forEach(path -> path.toFile().deleteOnExit());
        } catch (IOException e) {
            throw OnnxFault.NATIVES.because("The folder " + folder + " cannot be listed.", e);
        }
    }

    private static OrtEnvironment environment(Path folder) {
        String before = System.getProperty(ORT_PATH);
        if (before == null) {
            System.setProperty(ORT_PATH, folder.toString());
        }
        try {
            OrtEnvironment made = OrtEnvironment.getEnvironment();
            made.setTelemetry(false);
            return made;
        } catch (OrtException | RuntimeException | LinkageError e) {
            throw OnnxFault.NATIVES.because(
                    "ONNX Runtime cannot be started from " + folder + " (" + e.getMessage() + ").",
                    e);
        } finally {
            if (before == null) {
                System.clearProperty(ORT_PATH);
            }
        }
    }

    private static Path unpack(Path directory) {
        String platform = platform();
        List<NativeFile> sources = new ArrayList<>();
        try {
            for (String file : ortFiles()) {
                sources.add(
                        NativeFile.of(
                                OrtEnvironment.class,
                                "/ai/onnxruntime/native/" + ort(platform) + "/",
                                file));
            }
            for (String file : tokenizerFiles()) {
                sources.add(
                        NativeFile.of(
                                TokenizersLibrary.class,
                                "/native/lib/" + platform + "/cpu/",
                                file));
            }
            return NativeFile.unpack(sources, directory.resolve("natives"));
        } catch (IOException e) {
            throw OnnxFault.NATIVES.because(
                    "The native libraries for "
                            + platform
                            + " cannot be unpacked to "
                            + directory.resolve("natives")
                            + " ("
                            + e.getMessage()
                            + "). Check that the folder may be written and that this system is"
                            + " supported: Linux x86-64 and aarch64, macOS aarch64, Windows x86-64.",
                    e);
        }
    }

    private static String explain(Path folder, UnsatisfiedLinkError error) {
        String said = String.valueOf(error.getMessage());
        boolean mayNotExecute =
                said.contains("failed to map segment") || said.contains("Operation not permitted");
        return "The native libraries in "
                + folder
                + " cannot be loaded ("
                + said
                + "). "
                + (mayNotExecute
                        ? "The file system under it is mounted noexec. Mount it with exec, or name"
                                + " another folder under connectors.onnx.natives."
                        : "Check that this system has glibc 2.28 or later and that the file system"
                                + " is not mounted noexec; another folder can be named under"
                                + " connectors.onnx.natives.");
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>(ortFiles());
        // Loaded by ONNX Runtime itself where a provider needs it.
        files.remove("onnxruntime_providers_shared.dll");
        files.addAll(tokenizerFiles());
        return files;
    }

    private static List<String> ortFiles() {
        List<String> files =
                new ArrayList<>(List.of(library("onnxruntime"), library("onnxruntime4j_jni")));
        if (platform().startsWith("win")) {
            files.add(0, "onnxruntime_providers_shared.dll");
        }
        return files;
    }

    private static List<String> tokenizerFiles() {
        return platform().startsWith("win")
                ? List.of(
                        "libwinpthread-1.dll",
                        "libgcc_s_seh-1.dll",
                        "libstdc++-6.dll",
                        "tokenizers.dll")
                : List.of(library("tokenizers"));
    }

    private static String library(String name) {
        return System.mapLibraryName(name).replace(".jnilib", ".dylib");
    }

    /** As DJL names it. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch");
        return system + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    /** As ONNX Runtime names it. */
    private static String ort(String platform) {
        return platform.replace("x86_64", "x64");
    }
}

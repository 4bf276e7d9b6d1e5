/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A native library as it lies in its jar. The jar's checksum tells whether the unpacked one is
 * still the same, without reading the jar's copy.
 */
record NativeFile(String name, URL source, long crc) {

    /**
     * Finds a library.
     *
     * @throws FileNotFoundException if the jar has none for this system
     */
    static NativeFile of(Class<?> beside, String folder, String name) throws IOException {
        URL source = beside.getResource(folder + name);
        if (source == null) {
            throw new FileNotFoundException(
                    "no " + folder + name + " in the jar of " + beside.getName());
        }
        URLConnection connection = source.openConnection();
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            if (entry != null && entry.getCrc() != -1) {
                return new NativeFile(name, source, entry.getCrc());
            }
        }
        try (InputStream in = source.openStream()) {
            return new NativeFile(name, source, crc(in));
        }
    }

    /** Brings the libraries into a folder of their own, those that are not there already. */
    static Path unpack(List<NativeFile> files, Path directory) throws IOException {
        String key =
                files.stream()
                        .map(file -> file.name() + " " + file.crc() + "\n")
                        .collect(Collectors.joining());
        Path folder =
                Files.createDirectories(
                        directory.resolve(Sha256.of(key).substring(0, 16)).toAbsolutePath());
        for (NativeFile file : files) {
            file.unpackInto(folder);
        }
        return folder;
    }

    private void unpackInto(Path folder) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            try (InputStream in = Files.newInputStream(target)) {
                if (crc(in) == crc) {
                    return;
                }
            }
        }
        Path temporary = folder.resolve("." + name + "-" + ProcessHandle.current().pid());
        Files.deleteIfExists(temporary);
        try (InputStream in = source.openStream()) {
            Unpacking.write(in, temporary);
        }
        Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Unpacking.force(folder);
    }

    private static long crc(InputStream in) throws IOException {
        CRC32 crc = new CRC32();
        byte[] chunk = new byte[1 << 16];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            crc.update(chunk, 0, n);
        }
        return crc.getValue();
    }
}

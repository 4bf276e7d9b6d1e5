/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/** A disk that is full after some writes, or that may not be written at all. */
final class FaultyDirectory extends FilterDirectory {

    private int writesLeft = Integer.MAX_VALUE;
    private boolean readOnly;

    FaultyDirectory(Directory in) {
        super(in);
    }

    FaultyDirectory fullAfter(int writes) {
        this.writesLeft = writes;
        return this;
    }

    FaultyDirectory readOnly() {
        this.readOnly = true;
        return this;
    }

    boolean isFull() {
        return writesLeft <= 0;
    }

    private void write() throws IOException {
        if (readOnly) {
            throw new AccessDeniedException("index");
        }
        if (--writesLeft <= 0) {
            writesLeft = 0;
            throw new IOException("No space left on device");
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        write();
        return new Output(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context)
            throws IOException {
        write();
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void deleteFile(String name) throws IOException {
        if (readOnly) {
            throw new AccessDeniedException(name);
        }
        super.deleteFile(name);
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        write();
        super.rename(source, dest);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        if (readOnly) {
            throw new AccessDeniedException(name);
        }
        return super.obtainLock(name);
    }

    private final class Output extends FilterIndexOutput {
        Output(IndexOutput out) {
            super("faulty", out.getName(), out);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            write();
            super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] b, int offset, int length) throws IOException {
            write();
            super.writeBytes(b, offset, length);
        }
    }
}

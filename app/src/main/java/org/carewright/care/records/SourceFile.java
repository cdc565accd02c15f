package org.carewright.care.records;

import java.util.UUID;

/**
 * A file being imported.
 *
 * @param id of its row
 * @param name as the person who imports knows it
 * @param hash SHA-256 of its bytes
 * @param bytes its length
 */
record SourceFile(UUID id, String name, ContentHash hash, long bytes) {}

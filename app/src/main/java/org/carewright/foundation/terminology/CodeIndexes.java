package org.carewright.foundation.terminology;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The indexes of the lists that were searched. A list never changes under its id, so an index is never out of date;
 * when memory is short it is let go and made again at need.
 */
@Component
class CodeIndexes {

    private final Map<UUID, SoftReference<CodeIndex>> indexes = new ConcurrentHashMap<>();

    CodeIndex of(UUID list, Supplier<CodeIndex> make) {
        var known = find(list);
        if (known != null) return known;
        // One after the other: to make an index twice at once takes memory, and is no quicker.
        synchronized (this) {
            var made = find(list);
            if (made == null) {
                made = make.get();
                indexes.put(list, new SoftReference<>(made));
            }
            return made;
        }
    }

    private @Nullable CodeIndex find(UUID list) {
        var index = indexes.get(list);
        return index == null ? null : index.get();
    }
}

package org.carewright.foundation.patients;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the database's columns are named and coded: snake case, enums as their lower-case codes. */
final class PatientJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .build();

    private PatientJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static Map<String, @Nullable Object> components(Demographics demographics) {
        return MAPPER.convertValue(demographics, new TypeReference<>() {});
    }

    static Demographics demographics(Map<String, @Nullable Object> components) {
        return MAPPER.convertValue(components, Demographics.class);
    }
}

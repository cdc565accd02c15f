package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChartWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Essential hypertension (disorder)       | Essential hypertension
                    Creatinine [Mass/volume] in Blood       | Creatinine in Blood
                    Erythrocytes [#/volume] in Blood        | Erythrocytes in Blood
                    Ketones [Presence] in Urine             | Ketones in Urine
                    Epinephrine 1 MG/ML [EpiPen]            | Epinephrine 1 MG/ML [EpiPen]
                    Appraisal (PHQ-9)                       | Appraisal (PHQ-9)
                    """)
    void a_display_loses_what_only_its_code_system_needs(String display, String words) {
        assertThat(ChartWords.plain(display)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"} | Ambulatory
                    {"start": "2026-11-08", "end": "2026-11-09T06:18:00-05:00"} | from Nov 8, 2026 until Nov 9, 2026, 06:18
                    "2026-11-31" | 2026-11-31
                    "2026" | 2026
                    {"value": 93, "unit": "mm[Hg]"} | 93 mmHg
                    """)
    void a_value_is_said_as_people_say_it(String json, String words) {
        assertThat(ChartWords.words(JsonMapper.shared().readTree(json), 0)).isEqualTo(words);
    }
}

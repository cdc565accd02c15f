package org.carewright.care.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}

package org.carewright.platform.cli;

import java.util.Arrays;
import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The defaults of all settings, also where no command started the application, as in tests. */
final class SettingDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var defaults = new HashMap<String, Object>();
        Arrays.stream(Setting.values())
                .forEach(setting ->
                        setting.standard().ifPresent(standard -> defaults.put(setting.property(), standard)));
        environment.getPropertySources().addLast(new MapPropertySource("carewright defaults", defaults));
    }
}

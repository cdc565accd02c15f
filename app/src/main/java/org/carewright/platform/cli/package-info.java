/**
 * The command line: one program, whose commands the modules contribute.
 *
 * <p>A command is a picocli class that implements {@link CliCommand} and stands in {@code META-INF/spring.factories}. It
 * is made without Spring, so that {@code --help} answers at once; the application behind it starts when the command asks
 * its {@link DataOptions} for a bean.
 */
@ApplicationModule(allowedDependencies = {"platform.db", "platform.types"})
@NullMarked
package org.carewright.platform.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

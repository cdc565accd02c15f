/** What every page is made of: the shell, templates, components, live updates, problem pages. */
@ApplicationModule(allowedDependencies = {"platform.types", "platform.db"})
@NullMarked
package org.carewright.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package org.carewright.platform.web;

import org.carewright.platform.types.Permission;

/** Something to start from anywhere by Ctrl K, such as "Register a patient"; a module contributes it as a bean. */
public record QuickAction(String title, String path, String icon, Permission permission) {}

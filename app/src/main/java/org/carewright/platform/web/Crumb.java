package org.carewright.platform.web;

/** A step of the way to this page, above its title. */
public record Crumb(String title, String path) {}

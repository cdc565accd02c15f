package org.carewright.platform.web;

import java.util.List;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page: who is signed in, the places she may go, the token that forms carry.
 *
 * @param actor who is signed in, or null before sign-in
 * @param places entries of the left rail this actor may open
 * @param path path of this request
 * @param csrfName name of the form field for the token
 * @param csrfToken the token
 */
public record Shell(@Nullable Actor actor, List<Place> places, String path, String csrfName, String csrfToken) {}

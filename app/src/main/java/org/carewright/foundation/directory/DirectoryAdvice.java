package org.carewright.foundation.directory;

import org.carewright.platform.types.Actor;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Asks the face, before any page of the directory reads anything, whether this person may look or change. */
@ControllerAdvice(
        assignableTypes = {
            DirectoryPages.class,
            SitePages.class,
            PractitionerPages.class,
            RoomPages.class,
            DevicePages.class,
            VisitTypePages.class
        })
class DirectoryAdvice {

    private final Directory directory;

    DirectoryAdvice(Directory directory) {
        this.directory = directory;
    }

    @ModelAttribute("manages")
    boolean manages(Actor actor, HttpMethod method) {
        if (HttpMethod.POST.equals(method)) directory.requireChange(actor);
        return directory.see(actor);
    }
}

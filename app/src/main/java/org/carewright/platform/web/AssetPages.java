package org.carewright.platform.web;

import java.time.Duration;
import org.carewright.platform.types.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class AssetPages {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @GetMapping("/assets/{version}/{*file}")
    ResponseEntity<byte[]> asset(@PathVariable String version, @PathVariable String file) {
        var bytes = Assets.find(version, file.substring(1)).orElseThrow(() -> new NotFound("asset"));
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(typeOf(file))
                .body(bytes);
    }

    private static MediaType typeOf(String file) {
        return MediaType.parseMediaType(
                switch (file.substring(file.lastIndexOf('.') + 1)) {
                    case "css" -> "text/css;charset=UTF-8";
                    case "js" -> "text/javascript;charset=UTF-8";
                    case "svg" -> "image/svg+xml";
                    default -> "font/woff2";
                });
    }
}

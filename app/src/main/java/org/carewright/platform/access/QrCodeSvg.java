package org.carewright.platform.access;

import io.nayuki.qrcodegen.QrCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A QR code to be drawn as one SVG path.
 *
 * @param size modules on a side, the quiet zone around it included
 * @param path the dark modules
 */
record QrCodeSvg(int size, String path) {

    /** ISO/IEC 18004 asks for four light modules all around. */
    private static final int QUIET = 4;

    static QrCodeSvg of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = IntStream.range(0, code.size * code.size)
                .filter(module -> code.getModule(module % code.size, module / code.size))
                .mapToObj(module -> "M%d,%dh1v1h-1z".formatted(module % code.size + QUIET, module / code.size + QUIET))
                .collect(Collectors.joining());
        return new QrCodeSvg(code.size + 2 * QUIET, path);
    }
}

package org.carewright;

import org.springframework.boot.SpringApplication;

/** Where the program starts. */
public final class Carewright {

    private Carewright() {}

    public static void main(String[] args) {
        SpringApplication.run(CarewrightApplication.class, args);
    }
}

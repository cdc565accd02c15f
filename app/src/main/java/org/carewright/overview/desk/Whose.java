package org.carewright.overview.desk;

/** Whose loops a list shows. */
enum Whose {
    ALL,
    MINE,
    /** Taken by a colleague. */
    TEAM,
    UNCLAIMED
}

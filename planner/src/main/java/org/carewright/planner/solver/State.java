package org.carewright.planner.solver;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A plan in flat arrays, with what it costs and what each small change of it would cost. It keeps every rule but one: patients
 * who must be admitted may be left out, at a price above all wishes. No method allocates.
 */
final class State {

    private final Ward ward;
    private final int days;
    private final int shifts;
    private final int nurses;
    private final int shiftsADay;
    private final int words;

    /** Of patients; day -1 = not admitted. */
    final int[] day;

    final int[] room;
    final int[] theater;
    /** By room and shift; -1 only where nobody works. */
    final int[] nurse;

    /** The patients who are left out come first; where each stands. */
    private final int[] byAdmission;

    private final int[] standsAt;
    private int out;
    private final int[] count;
    private final int[] present;
    private final int[] ages;
    private final long[] ageMask;
    /** By room, a bit for each day: no bed free, somebody of gender A, of B. */
    private final long[] full;

    private final long[][] ofGender;
    /** The same with those only who will not move. */
    private final long[] fullForGood;

    private final long[][] ofGenderForGood;
    private final int[] genderCount;
    private final int[] load;
    private final int[] met;
    /** By guest, how many nurses she meets. */
    private final int[] distinct;

    private final int[] surgeonFree;
    private final int[] theaterFree;
    private final int[] theaterCount;
    private final int[] surgeonIn;
    private final int[] surgeonTheaters;
    private final int[] seen;
    private int look;
    private int missing;
    private long cost;

    State(Ward ward) {
        this.ward = ward;
        days = ward.days;
        shifts = ward.shifts;
        nurses = ward.nurses;
        shiftsADay = ward.shiftsADay;
        words = (days + 63) / 64 + 1;
        day = new int[ward.patients];
        room = new int[ward.guests];
        theater = new int[ward.patients];
        nurse = new int[ward.rooms * shifts];
        byAdmission = IntStream.range(0, ward.patients).toArray();
        standsAt = byAdmission.clone();
        out = ward.patients;
        count = new int[ward.rooms * days];
        present = new int[ward.rooms * days * ward.places];
        ages = new int[ward.rooms * days * ward.ageGroups];
        ageMask = new long[ward.rooms * days];
        full = new long[ward.rooms * words];
        ofGender = new long[2][ward.rooms * words];
        genderCount = new int[ward.rooms * days * 2];
        load = new int[nurses * shifts];
        met = new int[ward.guests * nurses];
        distinct = new int[ward.guests];
        surgeonFree = ward.surgeonTime.clone();
        theaterFree = ward.theaterTime.clone();
        theaterCount = new int[ward.theaters * days];
        surgeonIn = new int[ward.surgeons * days * ward.theaters];
        surgeonTheaters = new int[ward.surgeons * days];
        seen = new int[nurses];
        Arrays.fill(day, -1);
        for (var r = 0; r < ward.rooms; r++) {
            for (var s = 0; s < shifts; s++) {
                nurse[r * shifts + s] = firstNurse(r, s);
                if (ward.nurseInForce[r * shifts + s] >= 0) {
                    cost += otherNurse(r, s, nurse[r * shifts + s]);
                }
            }
            for (var d = 0; d < days; d++) {
                setFull(r, d);
            }
        }
        for (var p = 0; p < ward.patients; p++) {
            cost += ward.leftOut[p];
            missing += ward.mandatory[p] ? 1 : 0;
        }
        for (var g = ward.patients; g < ward.guests; g++) {
            cost += stay(g, ward.occupantRoom[g - ward.patients], 0, true);
        }
        for (var p = 0; p < ward.patients; p++) {
            if (ward.situation.hasCome(p)) {
                insert(p, ward.dayInForce[p], ward.roomInForce[p], ward.theaterInForce[p]);
            }
        }
        fullForGood = full.clone();
        ofGenderForGood = new long[][] {ofGender[0].clone(), ofGender[1].clone()};
        for (var p : ward.movable) {
            admitAsInForce(p);
        }
    }

    /** Who is on duty there by the plan in force, if at work; else anybody. What is past stays, good or bad. */
    private int firstNurse(int r, int s) {
        var inForce = ward.nurseInForce[r * shifts + s];
        if (s < ward.firstShift) {
            return inForce;
        }
        if (inForce >= 0 && ward.maxLoad[inForce * shifts + s] >= 0) {
            return inForce;
        }
        return ward.nursesIn[s].length == 0 ? -1 : ward.nursesIn[s][r % ward.nursesIn[s].length];
    }

    private void admitAsInForce(int p) {
        var d = ward.dayInForce[p];
        var r = ward.roomInForce[p];
        var t = ward.theaterInForce[p];
        if (d >= ward.first[p]
                && d <= ward.last[p]
                && ward.roomAllowed[p * ward.rooms + r]
                && ward.theaterAllowed[p * ward.theaters + t]
                && fits(p, r, d)
                && operable(p, d, t)) {
            insert(p, d, r, t);
        }
    }

    /** With {@link Ward#missing} for each who must be admitted and is not. */
    long cost() {
        return cost;
    }

    /** How many must be admitted and are not. */
    int missing() {
        return missing;
    }

    /** What the day costs on which a patient is admitted. */
    long dayCost(int p, int d) {
        return (long) ward.delay * (d - ward.release[p]) + (d == ward.dayInForce[p] ? 0 : ward.dayChange[p]);
    }

    private int otherRoom(int p, int r) {
        return r == ward.roomInForce[p] ? 0 : ward.roomChange[p];
    }

    private int otherTheater(int p, int t) {
        return t == ward.theaterInForce[p] ? 0 : ward.theaterChange[p];
    }

    private int otherNurse(int r, int s, int n) {
        return n == ward.nurseInForce[r * shifts + s] ? 0 : ward.nurseChange;
    }

    /** Whether a bed is free throughout, and nobody of the other gender is there. */
    boolean fits(int p, int r, int d) {
        return fits(p, r, d, Math.min(days, d + ward.lengthOfStay[p]));
    }

    private boolean fits(int p, int r, int from, int until) {
        return isFree(r, from, until, full, ofGender[1 - ward.gender[p]]);
    }

    /** Whether the room would do if all went whom something can be decided about. */
    boolean couldFit(int p, int r, int d) {
        var until = Math.min(days, d + ward.lengthOfStay[p]);
        return isFree(r, d, until, fullForGood, ofGenderForGood[1 - ward.gender[p]]);
    }

    /** Whether on none of the days the room is full or has somebody of the other gender. */
    private boolean isFree(int r, int from, int until, long[] taken, long[] other) {
        for (var word = from >> 6; word <= (until - 1) >> 6; word++) {
            if ((bits(word, from, until) & (taken[r * words + word] | other[r * words + word])) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the room would do for a patient who is admitted elsewhere or on another day. */
    boolean fitsMoved(int p, int r, int d) {
        if (room[p] != r) {
            return fits(p, r, d);
        }
        var stay = ward.lengthOfStay[p];
        var until = Math.min(days, d + stay);
        var oldUntil = Math.min(days, day[p] + stay);
        if (d >= oldUntil || until <= day[p]) {
            return fits(p, r, d, until);
        }
        return d < day[p] ? fits(p, r, d, day[p]) : until <= oldUntil || fits(p, r, oldUntil, until);
    }

    /**
     * The days on which a patient could be admitted to a room wherever she is now, as far as its beds and genders go: a bit
     * for each of 64 days. Of a stay the first 64 days count.
     */
    long fittingDays(int p, int r, int first) {
        var soon = bits(full, r, first);
        var later = bits(full, r, first + 64);
        if (day[p] >= 0 && room[p] == r) {
            var from = day[p] - first;
            var until = from + ward.lengthOfStay[p];
            soon &= ~(bitsFrom(from) & ~bitsFrom(until));
            later &= ~(bitsFrom(from - 64) & ~bitsFrom(until - 64));
        }
        var other = ofGender[1 - ward.gender[p]];
        soon |= bits(other, r, first);
        later |= bits(other, r, first + 64);
        // A day is spoilt by any of the following days of the stay: by one, two, four…
        var stay = Math.min(64, ward.lengthOfStay[p]);
        for (var seen = 1; seen < stay; ) {
            var more = Math.min(seen, stay - seen);
            soon |= soon >>> more | later << -more;
            later |= later >>> more;
            seen += more;
        }
        return ~soon;
    }

    /** The bits of a room for 64 days from one on; none beyond the horizon. */
    private long bits(long[] table, int r, int first) {
        var word = first >> 6;
        if (word >= words) {
            return 0;
        }
        var at = r * words + word;
        var low = table[at] >>> first;
        return (first & 63) == 0 || word + 1 == words ? low : low | table[at + 1] << -first;
    }

    /** All bits from one on. */
    private static long bitsFrom(int bit) {
        if (bit >= 64) {
            return 0;
        }
        return bit <= 0 ? -1L : -1L << bit;
    }

    /** Whether a bed would be free for a patient, admitted or not, where another is now, if neither were where she is. */
    boolean fitsInsteadOf(int p, int q) {
        var r = room[q];
        var d = day[q];
        var until = Math.min(days, d + ward.lengthOfStay[p]);
        var other = 1 - ward.gender[p];
        for (var word = d >> 6; word <= (until - 1) >> 6; word++) {
            var taken = bits(word, d, until) & (full[r * words + word] | ofGender[other][r * words + word]);
            for (; taken != 0; taken &= taken - 1) {
                var d0 = (word << 6) + Long.numberOfTrailingZeros(taken);
                var at = r * days + d0;
                var gone = d0 < d + ward.lengthOfStay[q] ? 1 : 0;
                var others = genderCount[at * 2 + other] - (ward.gender[q] == other ? gone : 0);
                if (isIn(p, r, d0)) {
                    gone++;
                }
                if (others > 0 || count[at] - gone >= ward.capacity[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isIn(int p, int r, int d) {
        return day[p] >= 0 && room[p] == r && day[p] <= d && d < day[p] + ward.lengthOfStay[p];
    }

    /** Whether surgeon and theatre would have the time for an admitted patient's surgery instead of another's, and hers elsewhere. */
    boolean operableInsteadOf(int p, int q) {
        var d = day[q];
        var t = theater[q];
        var minutes = ward.duration[p];
        var ofSurgeon =
                surgeonFree[ward.surgeon[p] * days + d] + (ward.surgeon[q] == ward.surgeon[p] ? ward.duration[q] : 0);
        var ofTheater = theaterFree[t * days + d] + ward.duration[q];
        if (day[p] == d) {
            ofSurgeon += minutes;
            ofTheater += theater[p] == t ? minutes : 0;
        }
        return ofSurgeon >= minutes && ofTheater >= minutes;
    }

    private static long bits(int word, int from, int until) {
        var mask = -1L;
        if (from > (word << 6)) {
            mask <<= from;
        }
        if (until < ((word + 1) << 6)) {
            mask &= ~(-1L << until);
        }
        return mask;
    }

    /** Whether surgeon and theatre have the time. */
    boolean operable(int p, int d, int t) {
        return surgeonFree[ward.surgeon[p] * days + d] >= ward.duration[p]
                && theaterFree[t * days + d] >= ward.duration[p];
    }

    boolean surgeonHasTime(int p, int d) {
        return surgeonFree[ward.surgeon[p] * days + d] >= ward.duration[p];
    }

    boolean theaterHasTime(int p, int d, int t) {
        return theaterFree[t * days + d] >= ward.duration[p];
    }

    /** What it would cost more to have this surgery in this theatre. */
    int theaterCost(int p, int d, int t) {
        var more = otherTheater(p, t) + (theaterCount[t * days + d] == 0 ? ward.openTheater : 0);
        var c = ward.surgeon[p] * days + d;
        if (surgeonTheaters[c] > 0 && surgeonIn[c * ward.theaters + t] == 0) {
            more += ward.transfer;
        }
        return more;
    }

    /** What it would cost more to admit a patient who is not. */
    long insertionCost(int p, int d, int r, int t) {
        return dayCost(p, d) - ward.leftOut[p] + theaterCost(p, d, t) + stayCost(p, r, d);
    }

    /** What it would cost more if an admitted patient were not there, but for being left out. */
    long leavingCost(int p) {
        var d = day[p];
        var t = theater[p];
        var r = room[p];
        var c = ward.surgeon[p] * days + d;
        var less = dayCost(p, d) + otherRoom(p, r) + otherTheater(p, t);
        if (theaterCount[t * days + d] == 1) {
            less += ward.openTheater;
        }
        if (surgeonTheaters[c] > 1 && surgeonIn[c * ward.theaters + t] == 1) {
            less += ward.transfer;
        }
        var until = Math.min(days, d + ward.lengthOfStay[p]);
        var age = ward.ageGroup[p];
        var spread = 0;
        for (var i = r * days + d; i < r * days + until; i++) {
            var mask = ageMask[i];
            if (mask != 1L << age && ages[i * ward.ageGroups + age] == 1) {
                spread += spread(mask) - spread(mask & ~(1L << age));
            }
        }
        var missingSkill = 0;
        var excess = 0;
        var k = ward.care[p];
        for (var s = d * shiftsADay; s < until * shiftsADay; s++, k++) {
            var n = nurse[r * shifts + s];
            var lacking = ward.skill[k] - ward.nurseSkill[n];
            if (lacking > 0) {
                missingSkill += lacking;
            }
            var over = load[n * shifts + s] - ward.maxLoad[n * shifts + s];
            if (over > 0) {
                excess += Math.min(over, ward.workload[k]);
            }
        }
        return -(less
                + (long) spread * ward.mixedAge
                + (long) missingSkill * ward.nurseSkillWeight
                + (long) excess * ward.excess
                + (long) distinct[p] * ward.continuity);
    }

    /** What the surgery of an admitted patient would cost there if it were not where it is. */
    int theaterCostMoved(int p, int d, int t) {
        if (d != day[p]) {
            return theaterCost(p, d, t);
        }
        var own = theater[p];
        var more = otherTheater(p, t) + (theaterCount[t * days + d] == (t == own ? 1 : 0) ? ward.openTheater : 0);
        var c = ward.surgeon[p] * days + d;
        var alone = surgeonIn[c * ward.theaters + own] == 1;
        var others = surgeonTheaters[c] - (alone ? 1 : 0);
        var in = surgeonIn[c * ward.theaters + t] - (t == own ? 1 : 0);
        return others > 0 && in == 0 ? more + ward.transfer : more;
    }

    /**
     * The theatre in which the surgery of a patient, admitted or not, would cost least on a day; of equals the one that comes
     * first among hers from a position on. -1 if none has the time.
     */
    int cheapestTheater(int p, int d, int first) {
        var cheapest = -1;
        var least = Integer.MAX_VALUE;
        var theaters = ward.theatersOf[p];
        for (var i = 0; i < theaters.length; i++) {
            var t = theaters[first + i < theaters.length ? first + i : first + i - theaters.length];
            if ((d == day[p] && t == theater[p]) || theaterHasTime(p, d, t)) {
                var more = theaterCostMoved(p, d, t);
                if (more < least) {
                    least = more;
                    cheapest = t;
                }
            }
        }
        return cheapest;
    }

    /** What the stay of an admitted patient would cost there if she were not where she is. */
    long stayCostMoved(int p, int r, int d) {
        var stay = ward.lengthOfStay[p];
        var oldFrom = day[p];
        var oldUntil = Math.min(days, oldFrom + stay);
        var until = Math.min(days, d + stay);
        if (d >= oldUntil || until <= oldFrom) {
            return stayCost(p, r, d);
        }
        var oldRoom = room[p];
        var age = ward.ageGroup[p];
        var spread = 0;
        for (var d0 = d; d0 < until; d0++) {
            var i = r * days + d0;
            var mask = ageMask[i];
            if (r == oldRoom && d0 >= oldFrom && d0 < oldUntil && ages[i * ward.ageGroups + age] == 1) {
                mask &= ~(1L << age);
            }
            if (mask != 0) {
                spread += spread(mask | (1L << age)) - spread(mask);
            }
        }
        var missingSkill = 0;
        var excess = 0;
        var nursesMet = 0;
        look++;
        var k = ward.care[p];
        var old = ward.care[p] + (d - oldFrom) * shiftsADay;
        for (var s = d * shiftsADay; s < until * shiftsADay; s++, k++, old++) {
            var n = nurse[r * shifts + s];
            var lacking = ward.skill[k] - ward.nurseSkill[n];
            if (lacking > 0) {
                missingSkill += lacking;
            }
            var free = ward.maxLoad[n * shifts + s] - load[n * shifts + s];
            if (s >= oldFrom * shiftsADay && s < oldUntil * shiftsADay && nurse[oldRoom * shifts + s] == n) {
                free += ward.workload[old];
            }
            var work = ward.workload[k];
            if (work > free) {
                excess += work - Math.max(free, 0);
            }
            if (seen[n] != look) {
                seen[n] = look;
                nursesMet++;
            }
        }
        return otherRoom(p, r)
                + (long) spread * ward.mixedAge
                + (long) missingSkill * ward.nurseSkillWeight
                + (long) excess * ward.excess
                + (long) nursesMet * ward.continuity;
    }

    /** What the stay of a patient who is not there would cost: ages, skills, workload, nurses met. */
    long stayCost(int p, int r, int d) {
        var until = Math.min(days, d + ward.lengthOfStay[p]);
        var age = ward.ageGroup[p];
        var spread = 0;
        for (var i = r * days + d; i < r * days + until; i++) {
            var mask = ageMask[i];
            if (mask != 0) {
                spread += spread(mask | (1L << age)) - spread(mask);
            }
        }
        var missingSkill = 0;
        var excess = 0;
        var nursesMet = 0;
        look++;
        var c = ward.care[p];
        for (var s = d * shiftsADay; s < until * shiftsADay; s++, c++) {
            var n = nurse[r * shifts + s];
            var lacking = ward.skill[c] - ward.nurseSkill[n];
            if (lacking > 0) {
                missingSkill += lacking;
            }
            var free = ward.maxLoad[n * shifts + s] - load[n * shifts + s];
            var work = ward.workload[c];
            if (work > free) {
                excess += work - Math.max(free, 0);
            }
            if (seen[n] != look) {
                seen[n] = look;
                nursesMet++;
            }
        }
        return otherRoom(p, r)
                + (long) spread * ward.mixedAge
                + (long) missingSkill * ward.nurseSkillWeight
                + (long) excess * ward.excess
                + (long) nursesMet * ward.continuity;
    }

    static int spread(long mask) {
        return mask == 0 ? 0 : 63 - Long.numberOfLeadingZeros(mask) - Long.numberOfTrailingZeros(mask);
    }

    /** @return what it costs more */
    long insert(int p, int d, int r, int t) {
        var more = dayCost(p, d) + otherRoom(p, r) - ward.leftOut[p] + theaterCost(p, d, t);
        surgery(p, d, t, 1);
        day[p] = d;
        theater[p] = t;
        stand(p, --out);
        missing -= ward.mandatory[p] ? 1 : 0;
        more += stay(p, r, d, true);
        cost += more;
        return more;
    }

    /** @return what it costs more; mostly less than nothing */
    long remove(int p) {
        var d = day[p];
        var t = theater[p];
        surgery(p, d, t, -1);
        var more = ward.leftOut[p] - dayCost(p, d) - otherRoom(p, room[p]) - theaterCost(p, d, t);
        more += stay(p, room[p], d, false);
        day[p] = -1;
        stand(p, out++);
        missing += ward.mandatory[p] ? 1 : 0;
        cost += more;
        return more;
    }

    /** @return what it costs more to have the surgery in another theatre of the same day */
    long changeTheater(int p, int t) {
        var d = day[p];
        surgery(p, d, theater[p], -1);
        var more = theaterCost(p, d, t) - theaterCost(p, d, theater[p]);
        surgery(p, d, t, 1);
        theater[p] = t;
        cost += more;
        return more;
    }

    private void stand(int p, int at) {
        var other = byAdmission[at];
        byAdmission[standsAt[p]] = other;
        standsAt[other] = standsAt[p];
        byAdmission[at] = p;
        standsAt[p] = at;
    }

    /** How many patients are left out. */
    int out() {
        return out;
    }

    /** Who is left out, by number from 0; from {@link #out()} on, who is admitted. */
    int patient(int i) {
        return byAdmission[i];
    }

    private void surgery(int p, int d, int t, int sign) {
        var c = ward.surgeon[p] * days + d;
        surgeonFree[c] -= sign * ward.duration[p];
        theaterFree[t * days + d] -= sign * ward.duration[p];
        theaterCount[t * days + d] += sign;
        var before = surgeonIn[c * ward.theaters + t];
        surgeonIn[c * ward.theaters + t] = before + sign;
        if (before == 0) {
            surgeonTheaters[c]++;
        } else if (before + sign == 0) {
            surgeonTheaters[c]--;
        }
    }

    private long stay(int g, int r, int d, boolean comes) {
        var until = Math.min(days, d + ward.lengthOfStay[g]);
        var spread = 0;
        for (var day0 = d; day0 < until; day0++) {
            spread += comes ? comes(g, r, day0) : goes(g, r, day0);
        }
        room[g] = r;
        var missingSkill = 0;
        var excess = 0;
        var nursesMet = 0;
        var c = ward.care[g];
        for (var s = d * shiftsADay; s < until * shiftsADay; s++, c++) {
            var n = nurse[r * shifts + s];
            if (n < 0) {
                continue;
            }
            missingSkill += Math.max(0, ward.skill[c] - ward.nurseSkill[n]);
            var max = ward.maxLoad[n * shifts + s];
            var before = load[n * shifts + s];
            var after = comes ? before + ward.workload[c] : before - ward.workload[c];
            load[n * shifts + s] = after;
            if (max >= 0) {
                excess += Math.max(0, after - max) - Math.max(0, before - max);
            }
            if (comes) {
                if (met[g * nurses + n]++ == 0) {
                    nursesMet++;
                }
            } else if (--met[g * nurses + n] == 0) {
                nursesMet--;
            }
        }
        distinct[g] += nursesMet;
        if (!comes) {
            missingSkill = -missingSkill;
        }
        return (long) spread * ward.mixedAge
                + (long) missingSkill * ward.nurseSkillWeight
                + (long) excess * ward.excess
                + (long) nursesMet * ward.continuity;
    }

    private int comes(int g, int r, int d) {
        var at = r * days + d;
        present[at * ward.places + count[at]++] = g;
        setFull(r, d);
        var gender = ward.gender[g];
        if (genderCount[at * 2 + gender]++ == 0) {
            ofGender[gender][r * words + (d >> 6)] |= 1L << d;
        }
        var before = ageMask[at];
        if (ages[at * ward.ageGroups + ward.ageGroup[g]]++ == 0) {
            ageMask[at] = before | (1L << ward.ageGroup[g]);
        }
        return spread(ageMask[at]) - spread(before);
    }

    private int goes(int g, int r, int d) {
        var at = r * days + d;
        var i = at * ward.places;
        while (present[i] != g) {
            i++;
        }
        present[i] = present[at * ward.places + --count[at]];
        setFull(r, d);
        var gender = ward.gender[g];
        if (--genderCount[at * 2 + gender] == 0) {
            ofGender[gender][r * words + (d >> 6)] &= ~(1L << d);
        }
        var before = ageMask[at];
        if (--ages[at * ward.ageGroups + ward.ageGroup[g]] == 0) {
            ageMask[at] = before & ~(1L << ward.ageGroup[g]);
        }
        return spread(ageMask[at]) - spread(before);
    }

    private void setFull(int r, int d) {
        var bit = 1L << d;
        if (count[r * days + d] >= ward.capacity[r * days + d]) {
            full[r * words + (d >> 6)] |= bit;
        } else {
            full[r * words + (d >> 6)] &= ~bit;
        }
    }

    int count(int r, int d) {
        return count[r * days + d];
    }

    int guest(int r, int d, int i) {
        return present[(r * days + d) * ward.places + i];
    }

    /** What it would cost more if another nurse covered the room in this shift. */
    long nurseCost(int r, int s, int to) {
        var from = nurse[r * shifts + s];
        var at = r * days + s / shiftsADay;
        var work = 0;
        var missingSkill = 0;
        var nursesMet = 0;
        for (var i = at * ward.places; i < at * ward.places + count[at]; i++) {
            var g = present[i];
            var c = ward.care[g] + s - arrival(g) * shiftsADay;
            work += ward.workload[c];
            var need = ward.skill[c];
            missingSkill += Math.max(0, need - ward.nurseSkill[to]) - Math.max(0, need - ward.nurseSkill[from]);
            if (met[g * nurses + from] == 1) {
                nursesMet--;
            }
            if (met[g * nurses + to] == 0) {
                nursesMet++;
            }
        }
        return otherNurse(r, s, to)
                - otherNurse(r, s, from)
                + (long) missingSkill * ward.nurseSkillWeight
                + (long) nursesMet * ward.continuity
                + (long) (loadMore(to, s, work) + loadMore(from, s, -work)) * ward.excess;
    }

    /** How much more a nurse would be over her load. */
    private int loadMore(int n, int s, int work) {
        var over = load[n * shifts + s] - ward.maxLoad[n * shifts + s];
        return Math.max(0, over + work) - Math.max(0, over);
    }

    /** The first day of a guest who is there. */
    int arrival(int g) {
        return g < ward.patients ? day[g] : 0;
    }

    /** @param more what {@link #nurseCost} says */
    void changeNurse(int r, int s, int to, long more) {
        var from = nurse[r * shifts + s];
        var at = r * days + s / shiftsADay;
        var work = 0;
        for (var i = at * ward.places; i < at * ward.places + count[at]; i++) {
            var g = present[i];
            work += ward.workload[ward.care[g] + s - arrival(g) * shiftsADay];
            if (--met[g * nurses + from] == 0) {
                distinct[g]--;
            }
            if (met[g * nurses + to]++ == 0) {
                distinct[g]++;
            }
        }
        load[from * shifts + s] -= work;
        load[to * shifts + s] += work;
        nurse[r * shifts + s] = to;
        cost += more;
    }
}

package org.carewright.foundation.patients;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Given names that people use for one another: {@code bob} for {@code robert}. English and Spanish, folded. */
final class Nicknames {

    /** One line per name: the full form first, then what else it is written as. A short form may stand in several lines. */
    private static final String GROUPS = """
            abigail abby gail
            alejandra aleja ale sandra
            alejandro alex ale jandro
            alexander alex al sandy xander
            alexandra alex sandra lexi sasha
            alfred al fred alfie
            andrew andy drew
            angela angie
            anthony tony
            antonio tono toni
            barbara barb babs
            benjamin ben benny
            beatriz bea
            catherine katherine kathryn kate katie kathy cathy kay kitty
            carolina caro
            charles charlie chuck
            christina cristina chris tina
            christine chris chrissy tina
            christopher chris kit topher
            cynthia cindy
            daniel dan danny
            david dave davy
            deborah debra deb debbie
            donald don donnie
            dorothy dot dottie dolly
            edward ed eddie ned ted
            eduardo lalo edu
            elizabeth liz lizzy beth betty eliza betsy libby
            enrique quique kike
            eugene gene
            francis frank fran
            frances fran fanny
            francisco paco pancho frank
            frederick fred freddy
            gabriela gaby
            geoffrey jeffrey geoff jeff
            george georgie
            gerald gerry jerry
            gregory greg
            guadalupe lupe lupita
            guillermo memo
            harold harry hal
            henry hank harry
            ignacio nacho
            isabel isabella bella isa chabela
            jacob jake
            jacqueline jackie
            james jim jimmy jamie
            jennifer jen jenny
            jesus chuy chucho
            jessica jess jessie
            john jack johnny jon
            jonathan jon nathan
            jose pepe
            josefina josefa pepa fina
            joseph joe joey
            joshua josh
            juan juanito
            judith judy
            kenneth ken kenny
            kimberly kim
            lawrence larry
            leonard leo len lenny
            luis lucho
            manuel manny manolo
            margaret maggie meg peggy marge margie greta
            maria mari
            matthew matt
            michael mike mickey mick
            nancy nan
            nathaniel nathan nate nat
            nicholas nick nicky
            pamela pam
            patricia pat patty trish tricia
            patrick pat paddy
            peter pete
            philip phillip phil
            rafael rafa
            raymond ray
            rebecca becky becca
            richard rich rick dick ricky
            roberto beto
            robert bob rob bobby robbie bert
            ronald ron ronnie
            rosario charo
            samuel sam sammy
            samantha sam
            sandra sandy
            sergio checo
            stephanie steph
            stephen steven steve
            susan sue susie suzy
            teresa theresa terry tere tess
            theodore ted teddy theo
            thomas tom tommy
            timothy tim
            veronica ronnie vero
            victoria vicky tori
            vincent vince vinny
            virginia ginny
            walter walt wally
            william bill will billy willy liam
            zachary zach zack
            """;

    private static final Map<String, Set<String>> FULL_FORMS = fullForms();

    private Nicknames() {}

    /** The full forms a given name may stand for: {@code robert} for {@code bob}; itself when it is none. */
    static Set<String> fullForms(String given) {
        return FULL_FORMS.getOrDefault(given, Set.of(given));
    }

    /** All names that share a full form with this one. */
    static Set<String> others(String given) {
        return FULL_FORMS.keySet().stream().filter(name -> alike(name, given)).collect(Collectors.toSet());
    }

    static boolean alike(String one, String other) {
        return !one.equals(other) && !Collections.disjoint(fullForms(one), fullForms(other));
    }

    private static Map<String, Set<String>> fullForms() {
        var forms = new HashMap<String, Set<String>>();
        GROUPS.lines().map(line -> line.split(" ")).forEach(group -> {
            for (var name : group) {
                forms.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(group[0]);
            }
        });
        return Map.copyOf(forms);
    }
}

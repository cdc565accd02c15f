package org.carewright.platform.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount of money at its currency's scale (two digits for USD).
 *
 * @param amount scaled to the currency; a finer amount is refused, round it first with {@link #rounded}
 * @param currency ISO 4217
 */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        amount = amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
    }

    /** The amount rounded half up to the currency's scale, as payers do. */
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    /** Splits into {@code parts} whose sum is this amount; the first parts carry the cents that remain. */
    public List<Money> split(int parts) {
        var cents = amount.unscaledValue().longValueExact();
        var share = Math.floorDiv(cents, parts);
        var rest = Math.floorMod(cents, parts);
        var result = new ArrayList<Money>(parts);
        for (int i = 0; i < parts; i++) {
            result.add(new Money(BigDecimal.valueOf(share + (i < rest ? 1 : 0), amount.scale()), currency));
        }
        return List.copyOf(result);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}

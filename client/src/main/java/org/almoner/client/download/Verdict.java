package org.almoner.client.download;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** What the head of an answer means for a download. Judged by what was asked and what is known, and by nothing else. */
sealed interface Verdict {

    /** The bytes from {@code from} on follow, up to before {@code to}; empty if the answer does not say how many. */
    record Take(long from, OptionalLong to, Offer offer) implements Verdict {}

    /** It is another object now: what is there of the old one is of no use. */
    record Changed(String why) implements Verdict {}

    /** It is the same object, and the server does not send parts of it. */
    record Whole() implements Verdict {}

    /** It is the same object by its hash, known by another validator now: to be asked for by that. */
    record Renamed(Validator validator) implements Verdict {}

    /** The answer contradicts itself, the listing or the request. */
    record Contradiction(AlmonerException.BadAnswer failure) implements Verdict {}

    /** Not an answer with bytes of the object at all. */
    record Other() implements Verdict {}

    /**
     * Judges.
     *
     * @param listed what the listing says of the file
     */
    static Verdict of(int status, HttpHeaders headers, Asked asked, Remote listed) {
        return switch (status) {
            case 200 -> new Judgement(headers, asked, listed).whole();
            case 206 -> new Judgement(headers, asked, listed).part();
            case 416 -> new Judgement(headers, asked, listed).nothing();
            default -> new Other();
        };
    }

    /** One answer under judgement. */
    record Judgement(HttpHeaders headers, Asked asked, Remote listed) {

        private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

        private static final Pattern CONTENT_RANGE =
                Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

        private Verdict whole() {
            var length = length();
            var offer = Offer.of(length, headers, false);
            var objection = objection(offer);
            if (objection != null) {
                return objection;
            }
            if (!asked.ranged()) {
                return asked.identity().size() == null
                                || length.isEmpty()
                                || length.getAsLong() == asked.identity().size()
                        ? new Take(0, length, offer)
                        : new Changed("it has " + length.getAsLong() + " bytes now");
            }
            var known = asked.identity().validator();
            if (known == null) {
                return new Whole();
            }
            return switch (known.agreement(headers)) {
                case SAME -> new Whole();
                // A page of a server on the way looks like this, too: it says nothing about the object.
                case SILENT ->
                    contradiction("The server sent all of something when asked for a part of " + listed.fileName()
                            + ", and does not say what it is");
                case OTHER -> {
                    var proven = asked.identity().sha256() != null
                            && offer.digest()
                                    .filter(asked.identity().sha256()::equals)
                                    .isPresent();
                    yield proven && offer.validator().isPresent()
                            ? new Renamed(offer.validator().get())
                            : new Changed("the server has another one now");
                }
            };
        }

        private Verdict part() {
            var field = headers.firstValue("Content-Range").orElse("");
            var range = CONTENT_RANGE.matcher(field);
            if (!asked.ranged() || !range.matches()) {
                return wrongPart(field);
            }
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2)) + 1;
            if (from != asked.from() || to > asked.to() || to <= from) {
                return wrongPart(field);
            }
            var total =
                    range.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(range.group(3)));
            var length = length();
            if ((total.isPresent() && total.getAsLong() < to)
                    || (length.isPresent() && length.getAsLong() != to - from)) {
                return wrongPart(field);
            }
            var known = asked.identity().validator();
            if (known != null && known.agreement(headers) == Validator.Agreement.OTHER) {
                return new Changed("the server sent a part of another one");
            }
            var offer = Offer.of(total, headers, true);
            var objection = objection(offer);
            if (objection != null) {
                return objection;
            }
            var size = asked.identity().size();
            return size != null && total.isPresent() && total.getAsLong() != size
                    ? new Changed("it has " + total.getAsLong() + " bytes now")
                    : new Take(from, OptionalLong.of(to), offer);
        }

        /** 416: the object ends before what was asked for (RFC 9110 §15.5.17). */
        private Verdict nothing() {
            return listed.size() == null
                    ? new Changed("it is shorter now")
                    : contradiction("The server lists " + listed.fileName() + " with " + listed.size()
                            + " bytes and has none from byte " + asked.from() + " on");
        }

        /** What is wrong with an answer, whichever part of the object it holds. */
        private @Nullable Verdict objection(Offer offer) {
            var encoding = headers.firstValue("Content-Encoding").orElse("identity");
            if (!encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
                return contradiction("The server sends " + listed.fileName() + " encoded as '" + encoding
                        + "', which nobody asked for: these are not the file's bytes");
            }
            if (listed.size() != null
                    && offer.size().isPresent()
                    && offer.size().getAsLong() != listed.size()) {
                return contradiction("The server lists " + listed.fileName() + " with " + listed.size()
                        + " bytes and sends " + offer.size().getAsLong());
            }
            Sha256 hash = listed.sha256();
            return hash != null
                            && offer.digest().filter(hash::equals).isEmpty()
                            && offer.digest().isPresent()
                    ? contradiction("The server lists " + listed.fileName() + " with SHA-256 " + hash
                            + " and sends one with " + offer.digest().get())
                    : null;
        }

        private OptionalLong length() {
            var field = headers.firstValue("Content-Length").orElse("");
            return LENGTH.matcher(field).matches() ? OptionalLong.of(Long.parseLong(field)) : OptionalLong.empty();
        }

        private Verdict wrongPart(String field) {
            return contradiction("Asked for " + listed.fileName() + " from byte " + asked.from()
                    + " on, the server sent '" + field + "'");
        }

        private static Verdict contradiction(String sentence) {
            return new Contradiction(new AlmonerException.BadAnswer(sentence));
        }
    }
}

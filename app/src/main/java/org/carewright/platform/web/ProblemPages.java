package org.carewright.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.carewright.platform.types.Forbidden;
import org.carewright.platform.types.Invalid;
import org.carewright.platform.types.Issue;
import org.carewright.platform.types.NotFound;
import org.carewright.platform.types.Stale;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The one place where a refusal becomes a page. A request for a part of a page (htmx, Ctrl K) gets the part that says
 * so. Nothing of the exception is shown but its kind.
 */
@Controller
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    private static final Pattern REJECTED = Pattern.compile("the parameter: \"([\\w.\\[\\]-]{1,60}) \" has");

    private static final Pattern MISSING = Pattern.compile("is not present in table \"(\\w+)\"");

    private final ShellAdvice shells;

    ProblemPages(ShellAdvice shells) {
        this.shells = shells;
    }

    /** A form names several things; which of them is gone is said. */
    @ExceptionHandler(NotFound.class)
    ModelAndView notFound(NotFound nothing, HttpServletRequest request) {
        var problem = Problem.of(404);
        var sent = !request.getMethod().equals("GET");
        return page(
                sent
                        ? problem.with(
                                List.of(
                                        new Issue(
                                                "",
                                                "not-found",
                                                "The " + nothing.what()
                                                        + " is gone or not yours to see. Go back, load the page again, and choose anew.")))
                        : problem,
                request);
    }

    /** What a form names is looked for by the database, which alone can be sure of it. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    ModelAndView unknown(DataIntegrityViolationException violation, HttpServletRequest request) throws Exception {
        if (violation.getRootCause() instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            var message = refused.getServerErrorMessage();
            var missing = MISSING.matcher(Objects.requireNonNullElse(message.getDetail(), ""));
            if (PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(refused.getSQLState()) && missing.find()) {
                log.info("What a form names is not there: {}", message.getConstraint());
                return notFound(new NotFound(missing.group(1).replace('_', ' ')), request);
            }
        }
        return other(violation, request);
    }

    @ExceptionHandler(Forbidden.class)
    ModelAndView forbidden(HttpServletRequest request) {
        return page(Problem.of(403), request);
    }

    @ExceptionHandler(Stale.class)
    ModelAndView stale(HttpServletRequest request) {
        return page(Problem.of(409), request);
    }

    @ExceptionHandler(Invalid.class)
    ModelAndView invalid(Invalid invalid, HttpServletRequest request) {
        return page(Problem.of(422).with(invalid.issues()), request);
    }

    /** An address with something in it that is no id leads nowhere; any other word of the wrong kind is a mistake. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ModelAndView mismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return mismatch.contains(NotFound.class)
                ? page(Problem.of(404), request)
                : incomplete(mismatch.getName(), request);
    }

    @ExceptionHandler(MissingServletRequestParameterException.class)
    ModelAndView missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return incomplete(missing.getParameterName(), request);
    }

    private ModelAndView incomplete(String name, HttpServletRequest request) {
        var issue = Issue.value(name, "“" + name + "” is missing or not as the page had it. Load the page again.");
        return page(Problem.of(400).with(List.of(issue)), request);
    }

    /** An address or form that is not encoded as it should be. */
    @ExceptionHandler(InvalidParameterException.class)
    ModelAndView garbled(HttpServletRequest request) {
        return page(Problem.of(400), request);
    }

    /** What nobody can type, such as NUL; its name is in the words of the exception alone. */
    @ExceptionHandler(RequestRejectedException.class)
    ModelAndView rejected(RequestRejectedException rejected, HttpServletRequest request) {
        var name = REJECTED.matcher(Objects.requireNonNullElse(rejected.getMessage(), ""));
        return name.find()
                ? page(
                        Problem.of(400)
                                .with(List.of(Issue.value(
                                        name.group(1),
                                        "“" + name.group(1)
                                                + "” holds a character that is in no text. Type it anew."))),
                        request)
                : page(Problem.of(400), request);
    }

    /** What Spring itself refuses says its status; all else is a bug of ours. */
    @ExceptionHandler(Exception.class)
    ModelAndView other(Exception exception, HttpServletRequest request) throws Exception {
        if (exception instanceof org.springframework.security.access.AccessDeniedException
                || exception instanceof org.springframework.security.core.AuthenticationException) {
            throw exception;
        }
        if (exception instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return page(Problem.of(known.getStatusCode().value()), request);
        }
        if (exception instanceof org.springframework.web.context.request.async.AsyncRequestNotUsableException) {
            return new ModelAndView(); // the browser went away
        }
        log.error(
                "request {} failed: {}",
                RequestId.of(request),
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                exception);
        return page(Problem.of(500), request);
    }

    /** What was refused before a controller was reached: by a filter, or because there is none. */
    @RequestMapping("/error")
    ModelAndView error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return page(Problem.of(status instanceof Integer code ? code : 404), request);
    }

    private ModelAndView page(Problem problem, HttpServletRequest request) {
        var part = request.getHeader("X-Fragment") != null || request.getHeader("HX-Request") != null;
        return new ModelAndView(
                part ? "platform/web/problemPart" : "platform/web/problem",
                Map.of("shell", shells.shell(request), "problem", problem, "requestId", RequestId.of(request)),
                HttpStatusCode.valueOf(problem.status()));
    }
}

package org.carewright.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.carewright.platform.types.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands controller methods the signed-in {@link Actor}, what was asked of a list, what was typed into a form. */
@Configuration(proxyBeanMethods = false)
class ActorResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return List.of(Actor.class, ListQuery.class, Input.class).contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == ListQuery.class) {
            return ListQuery.parse(pageOf(servlet.getServletPath()), servlet.getParameterMap());
        }
        if (parameter.getParameterType() == Input.class) return Input.parse(servlet.getParameterMap());
        var actor = servlet.getAttribute(Actor.class.getName());
        if (actor == null) {
            throw new IllegalStateException("a page that takes an Actor was reached without sign-in");
        }
        return actor;
    }

    /** An export has its list's path and ".csv". */
    private static String pageOf(String path) {
        return path.endsWith(".csv") ? path.substring(0, path.length() - 4) : path;
    }
}

package org.carewright.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.carewright.platform.types.Actor;
import org.carewright.platform.types.Origin;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says in the actor's origin which route is taken, as its pattern, so that the audit trail holds no ids in disguise. */
@Configuration(proxyBeanMethods = false)
class RouteInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(Actor.class.getName()) instanceof Actor actor) {
            var route =
                    request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            var purpose = actor.treats() ? Origin.TREATMENT : Origin.OPERATIONS;
            var origin = new Origin(route, purpose, actor.origin().address());
            request.setAttribute(Actor.class.getName(), actor.from(origin));
        }
        return true;
    }
}

package io.streamwheel.testkit.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Reads from a running Spring application what it serves, whichever kind of mapping serves it. */
public final class ServedRoutes {

    private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+:([\\w|]+)}");
    private static final String ERRORS = "/error";

    private ServedRoutes() {}

    /** By method and path, such as {@code GET /v1/items/{id}}, without slashes at the end. */
    public static Map<String, ServedRoute> of(ApplicationContext application) {
        Map<String, ServedRoute> routes = new TreeMap<>();
        for (HandlerMapping mapping : application.getBeansOfType(HandlerMapping.class).values()) {
            switch (mapping) {
                case RequestMappingInfoHandlerMapping methods ->
                        methods.getHandlerMethods()
                                .forEach((info, handler) -> add(routes, info, handler));
                case RouterFunctionMapping functions ->
                        Optional.ofNullable(functions.getRouterFunction())
                                .ifPresent(function -> addUnread(routes, function.toString()));
                case AbstractUrlHandlerMapping addresses -> {
                    addresses.getHandlerMap().keySet().forEach(path -> addUnread(routes, path));
                    Optional.ofNullable(addresses.getRootHandler())
                            .ifPresent(handler -> addUnread(routes, "/"));
                }
                default ->
                        throw new IllegalStateException(
                                "what " + mapping.getClass() + " serves is not known here");
            }
        }
        return routes;
    }

    private static void addUnread(Map<String, ServedRoute> routes, String path) {
        routes.put("ANY " + path, new ServedRoute(Set.of(), Set.of(), true));
    }

    private static void add(
            Map<String, ServedRoute> routes, RequestMappingInfo info, HandlerMethod handler) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .collect(Collectors.toSet());
        for (String pattern : info.getPatternValues()) {
            if (pattern.contains(ERRORS) || pattern.contains("${")) {
                continue; // where the server itself goes with an error
            }
            for (String path : alternatives(pattern)) {
                for (String method : methods.isEmpty() ? Set.of("ANY") : methods) {
                    routes.merge(method + " " + path, route(handler, path), ServedRoutes::both);
                }
            }
        }
    }

    private static ServedRoute route(HandlerMethod handler, String path) {
        Set<String> inPath = new TreeSet<>();
        Set<String> inQuery = new TreeSet<>();
        boolean readsMore = false;
        for (MethodParameter parameter : handler.getMethodParameters()) {
            String name = String.valueOf(parameter.getParameter().getName());
            PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
            RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            if (variable != null) {
                String variableName = variable.value().isEmpty() ? name : variable.value();
                if (path.contains("{" + variableName + "}")) { // else it is one of alternatives
                    inPath.add(variableName);
                }
            }
            boolean wholeQuery =
                    query != null && Map.class.isAssignableFrom(parameter.getParameterType());
            if (query != null && !wholeQuery) {
                inQuery.add(query.value().isEmpty() ? name : query.value());
            }
            readsMore |=
                    wholeQuery
                            || HttpServletRequest.class.isAssignableFrom(
                                    parameter.getParameterType());
        }
        return new ServedRoute(inPath, inQuery, readsMore);
    }

    private static ServedRoute both(ServedRoute one, ServedRoute other) {
        return new ServedRoute(
                union(one.path(), other.path()),
                union(one.query(), other.query()),
                one.readsMore() || other.readsMore());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** {@code /v1/{call:t|p}/} is {@code /v1/t} and {@code /v1/p}. */
    private static List<String> alternatives(String pattern) {
        String path = pattern.replace("{*", "{");
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        Matcher matcher = ALTERNATIVES.matcher(path);
        if (!matcher.find()) {
            return List.of(path);
        }
        String before = path.substring(0, matcher.start());
        String after = path.substring(matcher.end());
        return Arrays.stream(matcher.group(1).split("\\|"))
                .map(each -> before + each + after)
                .toList();
    }
}

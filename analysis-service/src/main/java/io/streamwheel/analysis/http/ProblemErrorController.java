package io.streamwheel.analysis.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the web server sends what failed outside of the handlers. */
@Controller
final class ProblemErrorController implements ErrorController {

    private static final int NOT_FOUND = 404;

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem.of(code instanceof Integer status ? status : NOT_FOUND).writeTo(response);
    }
}

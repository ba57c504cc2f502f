package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.millrace.api.EndpointPermissions.Endpoint;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointPermissionsTest {
    @Test
    void noEndpointIsMissingFromTheTableOfPermissions() {
        assertThat(EndpointPermissions.all().stream().map(Endpoint::toString))
                .containsExactlyInAnyOrderElementsOf(servedEndpoints());
    }

    private static List<String> servedEndpoints() {
        List<String> served = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.millrace.api")) {
            if (type.isAnnotatedWith(Path.class)) {
                String base = type.getAnnotationOfType(Path.class).value();
                type.getMethods().forEach(method -> addTo(served, base, method));
            }
        }
        return served;
    }

    private static void addTo(List<String> served, String base, JavaMethod method) {
        for (Annotation annotation : method.reflect().getAnnotations()) {
            HttpMethod httpMethod = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (httpMethod != null) {
                served.add(httpMethod.value() + " " + withoutPatterns(base + pathOf(method)));
            }
        }
    }

    private static String pathOf(JavaMethod method) {
        return method.tryGetAnnotationOfType(Path.class)
                .map(path -> "/" + path.value())
                .orElse("");
    }

    private static String withoutPatterns(String path) {
        return path.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }
}

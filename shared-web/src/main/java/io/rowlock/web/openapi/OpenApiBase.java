package io.rowlock.web.openapi;

import io.rowlock.web.caller.Access;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who an app is, how its callers are known, and what its refusals look like, in its OpenAPI document. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenApiTerms.class)
public class OpenApiBase {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";

    @Bean
    OpenAPI openApi(OpenApiTerms terms) {
        return new OpenAPI()
                .info(new Info()
                        .title(terms.title())
                        .description(terms.description())
                        .version(terms.version()))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")));
    }

    /** Who needs a token is taken from the rules that are enforced, so the document cannot promise anything else. */
    @Bean
    OpenApiCustomizer tokensAndRefusals(Access access) {
        return document -> {
            // Only now: what nothing refers to yet is thrown out before this is called.
            document.getComponents().addSchemas(PROBLEM, problem());
            document.getPaths()
                    .forEach((address, path) -> path.readOperationsMap().forEach((method, operation) -> {
                        var open = access.openToAnyone(httpMethod(method), address);
                        if (!open) {
                            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
                        }
                        addRefusals(operation, open);
                    }));
        };
    }

    private static void addRefusals(Operation operation, boolean open) {
        var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        if (operation.getRequestBody() != null || operation.getParameters() != null) {
            addIfAbsent(responses, "400", "The request has faults; errors names each of them");
        }
        if (!open) {
            addIfAbsent(responses, "401", "No access token, or none that is believed");
            addIfAbsent(responses, "403", "The caller's roles do not allow this");
        }
        addIfAbsent(responses, "default", "Refused, or failed");
        operation.setResponses(responses);
    }

    private static void addIfAbsent(ApiResponses responses, String status, String why) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(
                    status,
                    new ApiResponse()
                            .description(why)
                            .content(new Content()
                                    .addMediaType(
                                            PROBLEM_JSON,
                                            new MediaType()
                                                    .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
        }
    }

    private static HttpMethod httpMethod(PathItem.HttpMethod method) {
        return HttpMethod.valueOf(method.name());
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("Why not, as RFC 9457 has it")
                .addProperty("type", new StringSchema().format("uri-reference").example("/problems/invalid-request"))
                .addProperty("title", new StringSchema().example("Invalid request"))
                .addProperty("status", new IntegerSchema().example(400))
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("errors", errors());
    }

    private static Schema<?> errors() {
        var errors = new ArraySchema()
                .items(new ObjectSchema()
                        .addProperty("field", new StringSchema().example("sections[0].name"))
                        .addProperty("rule", new StringSchema().example("required"))
                        .addProperty("message", new StringSchema().example("must not be blank")));
        errors.setDescription("Only with status 400");
        return errors;
    }
}

package io.rowlock.command.payment.provider.portone;

import com.standardwebhooks.Webhook;
import io.rowlock.command.payment.provider.webhook.WebhookAnswer;
import io.rowlock.command.payment.provider.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where PortOne calls; where it is not enabled this address does not exist. */
@RestController
@ConditionalOnBooleanProperty("rowlock.payment.portone.enabled")
class PortOneWebhookController {
    private final PortOneWebhooks webhooks;

    PortOneWebhookController(PortOneWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping(Webhooks.PORTONE)
    @Operation(
            summary = "PortOne says that a payment changed",
            description =
                    "Signed as Standard Webhooks are. It names the payment that PortOne is then asked about; the same"
                            + " twice changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = PortOneWebhooks.Webhook.class))))
    @ApiResponse(responseCode = "200", description = "Heard, or ignored because it is about nothing that matters here")
    @ApiResponse(
            responseCode = "401",
            description = "webhook-not-genuine: not signed with a secret of ours; webhook-too-old: signed too long ago")
    WebhookAnswer take(
            @RequestBody byte[] body,
            @RequestHeader(name = Webhook.UNBRANDED_MSG_ID_KEY, required = false) @Nullable String id,
            @RequestHeader(name = Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, required = false) @Nullable String time,
            @RequestHeader(name = Webhook.UNBRANDED_MSG_SIGNATURE_KEY, required = false) @Nullable String signature) {
        return webhooks.take(body, id, time, signature);
    }
}

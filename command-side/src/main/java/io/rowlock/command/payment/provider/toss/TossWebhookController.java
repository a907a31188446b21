package io.rowlock.command.payment.provider.toss;

import io.rowlock.command.payment.provider.webhook.WebhookAnswer;
import io.rowlock.command.payment.provider.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where Toss calls; where it is not enabled this address does not exist. */
@RestController
@ConditionalOnBooleanProperty("rowlock.payment.toss.enabled")
class TossWebhookController {
    private final TossWebhooks webhooks;

    TossWebhookController(TossWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping(Webhooks.TOSS)
    @Operation(
            summary = "Toss Payments says that a payment changed",
            description = "Not signed, so Toss is asked about the payment; what is written here about money counts for"
                    + " nothing. The same twice changes nothing.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = TossWebhooks.Webhook.class))))
    @ApiResponse(responseCode = "200", description = "Heard, or ignored because it is about nothing that matters here")
    @ApiResponse(
            responseCode = "401",
            description = "webhook-not-genuine: Toss knows no such paid payment of the order")
    @ApiResponse(responseCode = "409", description = "amount-mismatch: Toss says something else about the money")
    @ApiResponse(responseCode = "503", description = "provider-away: Toss could not be asked; send it again later")
    WebhookAnswer take(@RequestBody byte[] body) {
        return webhooks.take(body);
    }
}

package org.almoner.server.syndication;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What every endpoint of the Data Syndication API may answer besides, in its own shape. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "400",
        description = "A parameter breaks its rule.",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ExtractController.Message.class)))
@ApiResponse(
        responseCode = "401",
        description = "There is no access token, or one that is not to be believed.",
        content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
@ApiResponse(
        responseCode = "403",
        description = "The token lacks the scope, or is not one for the organization that the host name begins with.",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ExtractController.Message.class)))
@ApiResponse(
        responseCode = "429",
        description = "The client asks too often; Retry-After says how long to wait.",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ExtractController.Message.class)))
@ApiResponse(
        responseCode = "500",
        description = "The server failed.",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ExtractController.Message.class)))
@interface SyndicationAnswers {}

package io.rowlock.command.catalogue;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What an organiser says about a concert. */
record NewConcert(
        @NotBlank @Size(max = 200) String title,
        @NotBlank @Size(max = 200) String artist,
        @NotNull @Size(max = 4_000) String description) {}

package io.millrace.api.startup;

/** Fired once, when everything that requests need is there: background work may begin. */
public record ServiceReady() {}

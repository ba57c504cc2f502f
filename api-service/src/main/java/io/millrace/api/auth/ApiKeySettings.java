package io.millrace.api.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code millrace.api-keys.*}: limits of API keys and of guessing them. */
@ConfigMapping(prefix = "millrace.api-keys")
interface ApiKeySettings {
    /** {@code millrace.api-keys.max-count}: how many keys there may be, the administrator's included; default 20. */
    @WithDefault("20")
    int maxCount();

    /**
     * {@code millrace.api-keys.cache-time}: how long a replica trusts what it knows of a key, and so how long a key that
     * was revoked or changed on another replica may go on as before; default 5 seconds.
     */
    @WithDefault("5S")
    Duration cacheTime();

    /**
     * {@code millrace.api-keys.failures-per-minute}: how many wrong credentials a client address may send in a minute
     * before further wrong ones are answered 429; for each replica; default 20.
     */
    @WithDefault("20")
    int failuresPerMinute();
}

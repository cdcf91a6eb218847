<?php
// Posts to the URL as CF7 to Webhook does (wp_remote_post with the plugin's arguments), by WordPress's own HTTP client, and prints the status and the
// answer. WordPress is started without its database, which none of this needs.
// usage: php wordpress.php WORDPRESS-FOLDER URL SECRET CONTENT
[, $folder, $url, $secret, $content] = $argv;
error_reporting(E_ALL & ~E_DEPRECATED);
define('ABSPATH', rtrim($folder, '/') . '/');
define('WPINC', 'wp-includes');
define('WP_CONTENT_DIR', sys_get_temp_dir());
define('WP_DEBUG', false);
define('MB_IN_BYTES', 1024 * 1024);
foreach (['load', 'plugin', 'functions', 'formatting', 'kses', 'l10n', 'cache', 'class-wp-error', 'general-template', 'link-template'] as $file) {
    require ABSPATH . WPINC . "/$file.php";
}
// What would be read from the database.
add_filter('pre_option', function ($known, $name, $default) {
    return ['home' => 'https://www.example.com', 'siteurl' => 'https://www.example.com', 'blog_charset' => 'UTF-8'][$name] ?? ($default ?: '');
}, 10, 3);
foreach (['class-wp-http', 'class-wp-http-proxy', 'class-wp-http-cookie', 'class-wp-http-response', 'class-wp-http-requests-response', 'class-wp-http-requests-hooks', 'http'] as $file) {
    require_once ABSPATH . WPINC . "/$file.php";
}
wp_cache_init();
$answer = wp_remote_post($url, [
    'method' => 'POST',
    'timeout' => 30,
    'body' => $content,
    'headers' => ['Content-Type' => 'application/json', 'X-Api-Key' => $secret],
]);
if (is_wp_error($answer)) {
    echo 'error ' . $answer->get_error_message() . "\n";
    exit(1);
}
echo wp_remote_retrieve_response_code($answer) . ' ' . wp_remote_retrieve_body($answer) . "\n";

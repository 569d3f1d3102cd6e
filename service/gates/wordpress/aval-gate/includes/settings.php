<?php
/**
 * The settings page: address and token, kept on the server and never sent to a page.
 */

defined( 'ABSPATH' ) || exit;

const AVAL_GATE_OPTION = 'aval_gate';
const AVAL_GATE_PAGE   = 'aval-gate';

function aval_gate_add_settings(): void {
	add_action( 'admin_menu', 'aval_gate_menu' );
	add_action( 'admin_init', 'aval_gate_register' );
}

/** The words of one language, by code. */
function aval_gate_words(): array {
	static $words = null;
	if ( null === $words ) {
		$all   = json_decode( (string) file_get_contents( dirname( __DIR__ ) . '/words.json' ), true );
		$words = str_starts_with( function_exists( 'get_user_locale' ) ? get_user_locale() : 'fr', 'en' ) ? $all['en'] : $all['fr'];
	}
	return $words;
}

function aval_gate_say( string $key ): string {
	return aval_gate_words()[ $key ] ?? $key;
}

function aval_gate_settings(): array {
	$kept = get_option( AVAL_GATE_OPTION, array() );
	return is_array( $kept ) ? $kept : array();
}

/** The token of wp-config.php comes before one that is kept in the database. */
function aval_gate_token(): string {
	return defined( 'AVAL_GATE_TOKEN' ) ? (string) AVAL_GATE_TOKEN : (string) ( aval_gate_settings()['token'] ?? '' );
}

function aval_gate_menu(): void {
	add_options_page( aval_gate_say( 'wp.settings' ), 'Aval', 'manage_options', AVAL_GATE_PAGE, 'aval_gate_page' );
}

function aval_gate_register(): void {
	register_setting( AVAL_GATE_PAGE, AVAL_GATE_OPTION, array( 'type' => 'array', 'sanitize_callback' => 'aval_gate_sanitize', 'show_in_rest' => false ) );
}

/** Keep what is known and nothing else; an empty token leaves the one that is kept. */
function aval_gate_sanitize( $given ): array {
	$given = is_array( $given ) ? $given : array();
	$kept  = aval_gate_settings();
	$url   = untrailingslashit( esc_url_raw( trim( (string) ( $given['url'] ?? '' ) ) ) );
	$token = trim( (string) ( $given['token'] ?? '' ) );
	return array(
		'url'     => aval_gate_is_safe_url( $url ) ? $url : '',
		'token'   => preg_match( '/^aval_[A-Za-z0-9_-]+$/', $token ) ? $token : (string) ( $kept['token'] ?? '' ),
		'medium'  => aval_gate_one_of( $given['medium'] ?? '', AVAL_GATE_MEDIA ),
		'channel' => aval_gate_one_of( $given['channel'] ?? '', AVAL_GATE_CHANNELS ),
		'purpose' => aval_gate_one_of( $given['purpose'] ?? '', AVAL_GATE_PURPOSES ),
	);
}

function aval_gate_one_of( $given, array $list ): string {
	return in_array( $given, $list, true ) ? $given : $list[0];
}

function aval_gate_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$kept = aval_gate_settings();
	echo '<div class="wrap"><h1>' . esc_html( aval_gate_say( 'wp.settings' ) ) . '</h1>';
	echo '<p>' . esc_html( aval_gate_say( 'wp.settings.lead' ) ) . '</p><form method="post" action="options.php">';
	settings_fields( AVAL_GATE_PAGE ); // with its nonce.
	echo '<p><label for="aval-url">' . esc_html( aval_gate_say( 'wp.url' ) ) . '</label><br>';
	echo '<input id="aval-url" type="url" class="regular-text" name="aval_gate[url]" value="' . esc_attr( $kept['url'] ?? '' ) . '" aria-describedby="aval-url-hint"></p>';
	echo '<p id="aval-url-hint" class="description">' . esc_html( aval_gate_say( 'wp.url.hint' ) ) . '</p>';
	aval_gate_token_field();
	aval_gate_choice( 'channel', AVAL_GATE_CHANNELS, $kept['channel'] ?? '' );
	aval_gate_choice( 'purpose', AVAL_GATE_PURPOSES, $kept['purpose'] ?? '' );
	aval_gate_choice( 'medium', AVAL_GATE_MEDIA, $kept['medium'] ?? '' );
	submit_button();
	echo '</form></div>';
}

/** The token is never written back into the page. */
function aval_gate_token_field(): void {
	if ( defined( 'AVAL_GATE_TOKEN' ) ) {
		echo '<p>' . esc_html( aval_gate_say( 'wp.token.file' ) ) . '</p>';
		return;
	}
	echo '<p><label for="aval-token">' . esc_html( aval_gate_say( 'wp.token' ) ) . '</label><br>';
	echo '<input id="aval-token" type="password" class="regular-text" name="aval_gate[token]" value="" autocomplete="off"></p>';
	if ( '' !== aval_gate_token() ) {
		echo '<p class="description">' . esc_html( aval_gate_say( 'wp.token.kept' ) ) . '</p>';
	}
}

function aval_gate_choice( string $name, array $list, string $kept ): void {
	echo '<p><label for="aval-' . esc_attr( $name ) . '">' . esc_html( aval_gate_say( 'wp.' . $name ) ) . '</label><br>';
	echo '<select id="aval-' . esc_attr( $name ) . '" name="aval_gate[' . esc_attr( $name ) . ']">';
	foreach ( $list as $one ) {
		echo '<option value="' . esc_attr( $one ) . '"' . selected( $kept, $one, false ) . '>' . esc_html( $one ) . '</option>';
	}
	echo '</select></p>';
}

<?php
/**
 * As little of WordPress as the plugin's guard stands on; a scene comes as JSON, what happened leaves as JSON.
 */

const ABSPATH = __DIR__;

$scene  = json_decode( stream_get_contents( STDIN ), true );
$folder = $argv[1];
$asked  = array();
$kept   = array();

function add_action() {}
function add_filter() {}
function get_option() { global $scene; return $scene['settings']; }
function get_user_locale() { return 'fr_CA'; }
function get_post_types() { return array( 'post', 'page', 'attachment' ); }
function get_post_meta() { global $scene; return $scene['nobody'] ?? ''; }
function wp_unslash( $given ) { return is_array( $given ) ? array_map( 'wp_unslash', $given ) : stripslashes( $given ); }
function wp_date() { return '2026-10-13'; }
function wp_json_encode( $given ) { return json_encode( $given ); }
function wp_remote_post( $url, $sent ) {
	global $scene, $asked;
	$asked[] = array( $url, json_decode( $sent['body'], true ), $sent['redirection'], $sent['headers']['Authorization'] );
	return $scene['reply'];
}
function is_wp_error( $given ) { return null === $given || $given instanceof WP_Error; }
function wp_remote_retrieve_response_code( $reply ) { return $reply['status']; }
function wp_remote_retrieve_body( $reply ) { return $reply['body']; }
function is_user_logged_in() { return false; }
function get_post( $id ) { global $scene; return isset( $scene['post'] ) ? (object) $scene['post'] : null; }
function wp_update_post( $given ) { global $kept; $kept[] = $given; }
function esc_url_raw( $given ) { return $given; }
function untrailingslashit( $given ) { return rtrim( $given, '/' ); }

class WP_Error {
	public function __construct( public string $code, public string $words, public array $data ) {}
}

class WP_REST_Request {
	public function get_param() { global $scene; return $scene['meta'] ?? null; }
	public function get_json_params() { global $scene; return $scene['sent'] ?? array(); }
}

foreach ( array( 'protocol', 'settings', 'asking', 'guard' ) as $part ) {
	require "$folder/includes/$part.php";
}
$result = match ( $scene['do'] ) {
	'text'     => aval_gate_text( ...$scene['words'] ),
	'hold'     => aval_gate_hold( $scene['data'], $scene['given'] ?? array() ),
	'refuse'   => aval_gate_refuse( (object) $scene['prepared'], new WP_REST_Request() ),
	'schedule' => aval_gate_hold_scheduled( 7 ),
	'sanitize' => aval_gate_sanitize( $scene['sent'] ),
	'answer'   => aval_gate_answer( new WP_REST_Request() ),
	'lists'    => array( AVAL_GATE_MEDIA, AVAL_GATE_CHANNELS, AVAL_GATE_PURPOSES ),
};
echo json_encode( array( 'result' => $result, 'refused' => $result instanceof WP_Error, 'asked' => $asked, 'kept' => $kept ) );

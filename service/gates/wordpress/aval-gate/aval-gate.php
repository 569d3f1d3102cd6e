<?php
/**
 * Plugin Name: Aval
 * Description: Publishes nothing until the registry of authorizations says yes. Rien n'est publié sans l'autorisation du registre.
 * Version: 1.0.0
 * Requires at least: 6.4
 * Requires PHP: 8.0
 * License: GPL-2.0-or-later
 * Text Domain: aval-gate
 */

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/protocol.php';
require_once __DIR__ . '/includes/settings.php';
require_once __DIR__ . '/includes/asking.php';
require_once __DIR__ . '/includes/guard.php';
require_once __DIR__ . '/includes/editor.php';

aval_gate_add_settings();
aval_gate_add_guard();
aval_gate_add_editor();
